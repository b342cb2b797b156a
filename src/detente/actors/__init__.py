"""Mention @ date → Actor, or ambiguous, or nothing: states, persons, offices and bodies, however garbled their names."""

from detente.actors.countries import country
from detente.actors.document import DocumentActors
from detente.actors.resolver import Resolver, resolve

__all__ = ["DocumentActors", "Resolver", "country", "resolve"]
