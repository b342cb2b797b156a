"""The brief on two states, in which every line opens its sentences."""

from detente.briefs.build import LEAST_CONFIDENCE, build
from detente.briefs.material import Material, Other
from detente.briefs.records import Brief

__all__ = ["LEAST_CONFIDENCE", "Brief", "Material", "Other", "build"]
