"""Country arguments, with the nearest right names where one is unknown."""

from __future__ import annotations

from typing import Any

import click


class _Country(click.ParamType[str]):
    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from detente.actors import country
        from detente.errors import UnknownCountryError

        try:
            return country(str(value))
        except UnknownCountryError as error:
            self.fail(str(error), param, ctx)


COUNTRY = _Country()
