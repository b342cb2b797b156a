"""The web app: thin pages over the store."""

from detente.web.app import create_app
from detente.web.settings import Settings

__all__ = ["Settings", "create_app"]
