"""The brief of two countries: as a page, and as a file to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from markupsafe import Markup

from detente.briefs import Brief
from detente.briefs.names import country_name
from detente.briefs.parts import Quote, Report
from detente.export import docx, html, json, markdown
from detente.web.answers import tagged
from detente.web.case import Case, open_case
from detente.web.filters import Reader, among, day, dyad
from detente.web.links import document_url, incident_url, passage_url
from detente.web.templating import page
from detente.web.views.brief import brief_of, brief_soon

router = APIRouter(include_in_schema=False)
InCase = Annotated[Case, Depends(open_case)]
_FORMATS: Mapping[str, tuple[str, Callable[[Brief], str | bytes]]] = {
    "html": ("text/html", html.render),
    "md": ("text/markdown", markdown.render),
    "json": ("application/json", json.render),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.render),
}


@router.get("/brief/{pair}")
def brief(request: Request, case: InCase, pair: str) -> Response:
    """Return the brief of two countries; `?format=html|md|json|docx` sends it as a file that stands alone."""
    try:
        two = dyad(pair)
    except ValueError as error:
        raise HTTPException(404, f"There is no such page: {error}.") from error
    reader = Reader(request.query_params)
    since, until = reader.one("since", day), reader.one("until", day)
    if since and until and since > until:
        reader.problems.append("since lies after until, so that nothing can fit.")
    form = reader.one("format", among(tuple(_FORMATS)))
    if form is not None:
        media_type, render = _FORMATS[form]
        made = brief_of(case, two, since, until)
        name = f"brief-{two[0]}-{two[1]}.{form}"
        return tagged(
            request, render(made), media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )
    found = brief_soon(case, two, since, until).value
    if found is None:
        names = f"{country_name(two[0])} and {country_name(two[1])}"
        return page(request, case, "brief_waiting.html.j2", names=names)
    return page(
        request,
        case,
        "brief.html.j2",
        status=400 if reader.problems else 200,
        brief=found,
        pair=f"{two[0]}-{two[1]}",
        contents=[section for section in found.sections if section.kind != "texts"],
        body=_body(case, found),
        formats=tuple(_FORMATS),
        problems=reader.problems,
        since=since,
        until=until,
    )


def _body(case: Case, made: Brief) -> Markup:
    def incident(one: str) -> str:
        return incident_url(one) + ("" if case.judged else "?judgements=off")

    return case.cached(
        ("brief body", made.dyad, made.start, made.end), lambda: html.body(made, _where, document_url, incident)
    )


def _where(quoted: Report | Quote) -> tuple[str, str]:
    span = quoted.event.evidence if isinstance(quoted, Report) else quoted.span
    return passage_url(quoted.document, span.start, span.end), "in the text"
