"""Drawing: Vega-Lite to SVG or PNG by vl-convert, and SVG made fit to stand in a page.

In a page a drawing has no style attribute and no script, its colours are custom properties, and each link says by its name
where it leads. Drawings are kept by what they show, since drawing takes a twentieth to a fifth of a second.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock, Thread
from typing import Any, Final

import vl_convert
from lxml import etree
from markupsafe import Markup

from detente.web.charts.palette import property_of

# Before each link while it is drawn, since the converter puts addresses below a base of its own.
_BASE: Final = "https://detente.invalid"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
# What Vega tells screen readers mark by mark, which links and the table say better; and what a strict page refuses.
_DROPPED: Final = frozenset({"style", "role", "aria-roledescription", "aria-label", "font-family", "version"})
_NOTHING: Final = frozenset({"", "M0,0h0v0h0Z"})
_LONG: Final = re.compile(r"-?\d+\.\d{3,}")
_NUMBERS: Final = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height")
# What XML cannot carry.
_UNFIT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The first that is there draws; those for Chinese, Japanese and Korean names come after.
_FONTS: Final = (
    "Inter, 'Noto Sans', 'DejaVu Sans', Arial, 'Noto Sans CJK JP', 'Noto Sans JP', 'Noto Sans KR', 'Noto Sans SC', "
    "'Source Han Sans', 'Hiragino Sans', 'Yu Gothic', 'Apple SD Gothic Neo', 'Malgun Gothic', 'WenQuanYi Zen Hei', sans-serif"
)
_MOST_BYTES: Final = 32 * 2**20

_drawing = Lock()
_kept: OrderedDict[str, str] = OrderedDict()
_guard = Lock()


def inline(spec: Mapping[str, Any], ident: str, title: str, description: str) -> Markup:
    """Return a specification as an SVG element to stand in a page.

    Args:
        spec: Vega-Lite, whose links begin with `/`, `?` or `#`; others are dropped.
        ident: Unique on the page; ids inside begin with it.
        title, description: What a screen reader calls the drawing and says of it.
    """
    key = _key("inline", spec, ident, title, description)
    return Markup(_remember(key, lambda: _fit(_draw(spec), ident, title, description)))


def standalone(spec: Mapping[str, Any]) -> str:
    """Return a specification as an SVG file with real colours, on white, without links."""
    return _remember(_key("file", spec), lambda: _unlinked(_draw({**spec, "background": "white"})))


def png(spec: Mapping[str, Any]) -> bytes:
    """Return a specification as PNG, on white, at twice the size of the screen."""
    with _drawing:
        drawn: bytes = vl_convert.vegalite_to_png(_prepared({**spec, "background": "white"}), scale=2)
    return drawn


def warm() -> None:
    """Draw something in the background, since the first drawing of a process takes about a second."""
    spec = {"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {"x": {"field": "x", "type": "quantitative"}}}
    Thread(target=_draw, args=(spec,), name="detente-charts", daemon=True).start()


def _draw(spec: Mapping[str, Any]) -> str:
    with _drawing:
        drawn: str = vl_convert.vegalite_to_svg(_prepared(spec))
    return drawn


def _prepared(spec: Mapping[str, Any]) -> dict[str, Any]:
    config = {**spec.get("config", {}), "font": _FONTS}
    return {**_clean(spec), "config": config}


def _clean(value: Any, name: str = "") -> Any:
    """Return a value without characters that XML cannot carry, and links below the base."""
    if isinstance(value, str):
        fit = _UNFIT.sub("\ufffd", value)
        return f"{_BASE}{fit if fit.startswith('/') else '/' + fit}" if name == "href" else fit
    if isinstance(value, Mapping):
        return {key: _clean(item, key) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


def _key(kind: str, spec: Mapping[str, Any], *more: str) -> str:
    text = json.dumps([kind, spec, *more], sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _remember(key: str, make: Callable[[], str]) -> str:
    with _guard:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = make()
    with _guard:
        _kept[key] = made
        while sum(map(len, _kept.values())) > _MOST_BYTES and len(_kept) > 1:
            _kept.popitem(last=False)
    return made


def _fit(drawn: str, ident: str, title: str, description: str) -> str:
    root = etree.fromstring(drawn.encode())
    for link in list(root.iter(f"{_SVG}a")):
        _name(link)
    for element in list(root.iter(etree.Element)):
        _simplify(element, ident)
    label, said = etree.Element(f"{_SVG}title"), etree.Element(f"{_SVG}desc")
    label.text, said.text = _UNFIT.sub("\ufffd", title), _UNFIT.sub("\ufffd", description)
    label.set("id", f"{ident}-title")
    said.set("id", f"{ident}-desc")
    root.insert(0, label)
    root.insert(1, said)
    root.set("class", "drawing")
    root.set("role", "group")
    root.set("aria-labelledby", f"{ident}-title")
    root.set("aria-describedby", f"{ident}-desc")
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _name(link: etree._Element) -> None:
    """Give a link its address and the name of its mark; one that leads off the site loses its address."""
    address = str(link.get(_XLINK, ""))
    if address:
        del link.attrib[_XLINK]
    said = next((text for child in link if (text := child.get("aria-label"))), None)
    if not address.startswith(f"{_BASE}/") or address.startswith(f"{_BASE}//") or said is None:
        link.tag = f"{_SVG}g"
        return
    path = address.removeprefix(_BASE)
    link.set("href", path[1:] if path[1:2] in {"?", "#"} else path)
    for mark in link:
        mark.set("pointer-events", "all")  # also where it has no fill
    name = etree.SubElement(link, f"{_SVG}title")
    name.text = said
    link.insert(0, name)


def _simplify(element: etree._Element, ident: str) -> None:
    """Drop what a page does not need, make colours properties and ids unique, and shorten figures."""
    parent = element.getparent()
    kinds = (element.get("class") or "").split()
    if parent is not None and element.tag == f"{_SVG}path" and element.get("d", "") in _NOTHING:
        parent.remove(element)
        return
    for name in _DROPPED & set(element.attrib):
        del element.attrib[name]
    if "role-axis" in kinds:
        element.set("aria-hidden", "true")
    elif element.get("aria-hidden"):
        del element.attrib["aria-hidden"]
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    for name in ("fill", "stroke"):
        as_property = property_of(element.get(name, ""))
        if as_property:
            element.set(name, as_property)
    for name in _NUMBERS:
        if value := element.get(name):
            element.set(name, _LONG.sub(lambda found: f"{float(found[0]):.2f}", value))
    if own := element.get("id"):
        element.set("id", f"{ident}-{own}")
    if clip := element.get("clip-path"):
        element.set("clip-path", clip.replace("url(#", f"url(#{ident}-"))


def _unlinked(drawn: str) -> str:
    root = etree.fromstring(drawn.encode())
    for link in root.iter(f"{_SVG}a"):
        link.tag = f"{_SVG}g"
        if _XLINK in link.attrib:
            del link.attrib[_XLINK]
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))
