"""The brief on two states, in which every line opens its sentences."""

from detente.briefs.build import LEAST_CONFIDENCE, build
from detente.briefs.material import Judged, Material, Other
from detente.briefs.records import Brief

__all__ = ["LEAST_CONFIDENCE", "Brief", "Judged", "Material", "Other", "build"]
