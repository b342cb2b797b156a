"""Lists of the API, a page at a time, with links to the pages around it (RFC 8288)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, Field

from detente.web.api.problems import FieldError, Problem
from detente.web.filters import MOST_PER_PAGE, PER_PAGE, Reader

T = TypeVar("T")


class Paged(BaseModel, Generic[T]):
    """A page of a list."""

    items: Sequence[T] = Field(description="The items of this page.")
    total: int = Field(description="Number of items on all pages.")
    page: int = Field(description="Number of this page, from 1; a page behind the last is empty.")
    per_page: int = Field(description="Most items that a page has.")
    next: str | None = Field(description="Address of the next page, or null.")
    prev: str | None = Field(description="Address of the page before, or null.")


class Soon(Paged[T], Generic[T]):
    """A page of a list that takes time to make."""

    ready: bool = Field(description="False while some of it is still being made; ask again in a few seconds.")


class Window:
    """Which page of a list is asked for.

    Attributes:
        page: Its number, from 1.
        per_page: Most items of a page.
    """

    def __init__(
        self,
        request: Request,
        response: Response,
        page: Annotated[str, Query(description="Number of the page, from 1.", examples=["1"])] = "1",
        per_page: Annotated[
            str, Query(description=f"Most items of a page, from 1 to {MOST_PER_PAGE}.", examples=["50"])
        ] = str(PER_PAGE),
    ) -> None:
        reader = Reader(request.query_params)
        self.page, self.per_page = reader.page(), reader.per_page()
        refuse(reader.problems)
        self._request = request
        self._response = response

    @property
    def offset(self) -> int:
        """How many items come before this page."""
        return (self.page - 1) * self.per_page

    def of(self, items: Sequence[T], total: int) -> Paged[T]:
        """Return the page with these items, and put its links into the header of the answer."""
        last = max(1, -(-total // self.per_page))
        pages = {"first": 1, "last": last}
        if 1 < self.page <= last + 1:
            pages["prev"] = self.page - 1
        if self.page < last:
            pages["next"] = self.page + 1
        links = {name: self._url(number) for name, number in pages.items()}
        self._response.headers["Link"] = ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items())
        return Paged(
            items=items,
            total=total,
            page=self.page,
            per_page=self.per_page,
            next=links.get("next"),
            prev=links.get("prev"),
        )

    def soon(self, items: Sequence[T], total: int, *, ready: bool) -> Soon[T]:
        """Return the page of a list that may still be in the making."""
        if not ready:
            self._response.headers["Retry-After"] = "3"
        return Soon(**dict(self.of(items, total)), ready=ready)

    def slice(self, everything: Sequence[T]) -> Paged[T]:
        """Return the page of a list that is there as a whole."""
        return self.of(everything[self.offset : self.offset + self.per_page], len(everything))

    def _url(self, number: int) -> str:
        url = self._request.url.include_query_params(page=number)
        return f"{url.path}?{url.query}"


Asked = Annotated[Window, Depends()]


def refuse(found: Sequence[str]) -> None:
    """Raise a problem if there is one; each begins with the name of its parameter.

    Raises:
        Problem: Naming each parameter.
    """
    if found:
        errors = [FieldError(one.split()[0].rstrip(":"), one) for one in found]
        raise Problem("bad-parameter", " ".join(found), errors=errors)
