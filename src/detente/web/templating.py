"""Templates: the environment, what every page may use in it, and how a page becomes an answer."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from detente.briefs import wording
from detente.briefs.build import is_web_address
from detente.briefs.names import country_name, language_name
from detente.web import links, shown
from detente.web.answers import tagged
from detente.web.assets import asset_url
from detente.web.case import Case
from detente.web.sessions import TOKEN_FIELD, token_of

# Address and name of each section of the app, in the order of the navigation.
SECTIONS = (
    ("/", "Overview"),
    ("/dyads", "Dyads"),
    ("/timeline", "Timeline"),
    ("/events", "Events"),
    ("/incidents", "Incidents"),
    ("/documents", "Documents"),
    ("/editions", "Editions"),
    ("/agreements", "Agreements"),
    ("/calendar", "Calendar"),
    ("/actors", "Actors"),
    ("/coverage", "Coverage"),
    ("/judgements", "Judgements"),
    ("/api", "API"),
)
# Parameters of a single answer, which links to other pages do not take over.
_OF_ONE_ANSWER = frozenset({"fragment", "chart", "format"})


def page(request: Request, case: Case, template: str, *, status: int = 200, **context: Any) -> Response:
    """Render a template as the answer to a request.

    With `?fragment=1` only what stands in `main` is sent, for the drawer and for htmx.

    Args:
        request: What is answered.
        case: The case it works with; templates know it as `case`.
        template: File name in `templates/`.
        status: HTTP status.
        context: Further names for the template.
    """
    return tagged(request, render(request, case, template, **context), "text/html", status=status)


def render(request: Request, case: Case | None, template: str, **context: Any) -> str:
    """Return a rendered template; `case` None is for pages that must do without the store."""
    names: dict[str, Any] = {
        "request": request,
        "case": case,
        "path": request.url.path,
        "fragment": request.query_params.get("fragment") == "1",
        "sections": SECTIONS,
        "here": section_of(request.url.path),
        "judging": case is not None and not case.settings.read_only,
        "signed_in_by_password": case is not None and case.settings.password_hash is not None,
        "url_with": lambda **changed: url_with(request, **changed),
        "csrf_token": lambda: token_of(request),
        "csrf_input": lambda: csrf_input(request),
    }
    return environment().get_template(template).render(names | context)


def url_with(request: Request, **changed: Any) -> str:
    """Return the address of this page with other parameters; None takes one out, a list repeats it.

    A change of anything but `page` leads to the first page.
    """
    dropped = _OF_ONE_ANSWER | set(changed) | ({"page"} if set(changed) - _OF_ONE_ANSWER - {"page"} else set())
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in dropped]
    for name, value in changed.items():
        values = value if isinstance(value, list | tuple | set | frozenset) else [value]
        kept += [(name, str(one)) for one in values if one is not None]
    # Two slashes at the start would name another server.
    path = "/" + quote(request.url.path.lstrip("/"), safe="/:@-._~")
    return path + (f"?{urlencode(kept)}" if kept else "")


def section_of(path: str) -> str:
    """Return the address of the section that a page belongs to, "" for pages of none."""
    if path in {"/", "/turning-points"}:
        return "/"
    if path.startswith("/brief/"):
        return "/dyads"
    first = "/" + path.split("/")[1]
    return next((address for address, _ in SECTIONS if address == first), "")


def csrf_input(request: Request) -> Markup:
    """Return the hidden field that every form which changes something needs."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN_FIELD, token_of(request))


@cache
def environment() -> Environment:
    """Return the environment of the packaged templates: everything is escaped, and a name that is missing is an error."""
    made = Environment(
        loader=PackageLoader("detente.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": wording.day,
        "when": wording.when,
        "signed": wording.signed,
        "listing": wording.listing,
        "country": country_name,
        "language": language_name,
        "status_words": lambda status: wording.STATUS_WORDS[status],
        "plain_date": shown.plain_date,
        "sentence": wording.sentence,
        "number": shown.number,
        "percent": shown.percent,
        "path": lambda text: quote(text, safe="/:@-._~"),
    }
    made.globals |= {
        "asset": asset_url,
        "count": wording.count,
        "is_web_address": is_web_address,
        "passage_url": links.passage_url,
        "stretches": shown.stretches,
        "date_parts": shown.date_parts,
        "pieces_of": shown.pieces_of,
        "pages_around": shown.pages_around,
    }
    return made
