"""Claims about how warmly and how often an edition is said to speak of a country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.editions.claims_line import Match
from detente.editions.claims_scene import Scene, Sketch

_NOUN = (
    r"(?:tone|language|wording|statements?|presentation|description|descriptions|rhetoric|section|passage|"
    r"chapter|part|stance|attitude|"
    r"treatment|portrayal|expressions?|terms|assessment|criticism|approach|line|evaluation|depiction|text|"
    r"note|phrasing|view|content)"
)
_WARM = (
    r"positive|positively|warm|warmer|friendl\w+|favou?rabl\w+|upbeat|optimistic|conciliatory|cordial|"
    r"amicabl\w+|constructive"
)
_COLD = (
    r"negative|negatively|cold|colder|cool|cooler|hostile|critical|critically|pessimistic|unfavou?rabl\w+|"
    r"confrontational|bleak|gloomy"
)
_SOFT = (
    r"softer|soft|softened|mild|milder|moderate|gentler|gentle|less (?:critical|harsh|hostile|"
    r"confrontational|negative|hawkish|strident)|toned-down|toned down|muted|restrained|subdued|weaker|"
    r"watered-down|dovish"
)
_HARD = (
    r"harsher|harsh|tougher|tough|stronger|strong|strongest|sharper|sharp|harder|hard|hardened|stern|sterner|"
    r"firmer|blunt|blunter|severe|strident|less (?:positive|friendly|warm|favou?rable|optimistic)|more"
    r" (?:critical|negative|hostile|assertive|aggressive|alarmed|confrontational|hawkish)|hawkish|alarm\w*|"
    r"escalat\w+|unusually strong"
)
_KINDS = (("positive", _WARM), ("negative", _COLD), ("softer", _SOFT), ("harsher", _HARD))
_WORDS = (
    rf"(?:(?:far|much|more|very|markedly|noticeably|somewhat|slightly|relatively|overall|generally|a|an|the|"
    rf"even|overly|clearly) )*(?P<tone>{_WARM}|{_COLD}|{_SOFT}|{_HARD})"
)
_ON = r"(?: (?:on|about|toward|towards|of|against|regarding|in|to|with) (?:the |its )?@\d+)?"
_TONED = re.compile(rf"\b{_WORDS} (?:and \w+ )?(?:{_NOUN}|terms|light)\b{_ON}")
_IS_TONED = re.compile(
    rf"\b{_NOUN}(?: (?:on|about|toward|towards|of|against|in|for|with|used|regarding|to|the|its|relations|"
    rf"section|issue|document|paper|part|chapter)| [@#]\d+(?: 's)?| -)*(?: relations| ties)? "
    rf"(?:is|was|are|were|has (?:become|grown|turned|been)|had (?:become|grown|turned|been)|have (?:become|"
    rf"turned|been)|became|becomes|turned|grew|appears?|appeared|sounds?|sounded|seems?|seemed|remains?|took|"
    rf"takes|taken)(?: (?:also|on|a|an|more|now|less|much|far|generally|overall|distinctly|noticeably|"
    rf"notably|markedly|considerably|significantly|somewhat|slightly|even))*"
    rf" (?P<tone>{_WARM}|{_COLD}|{_SOFT}|{_HARD})\b"
)
_TURNS = re.compile(
    r"\b(?P<verb>soften\w*|ton(?:ed|es|ing) down|tone down|moderat(?:es|ed|ing)|eas(?:es|ed|ing)|water(?:ed|"
    r"s) down|temper(?:ed|s|ing)|dial(?:ed|led|s)? (?:down|back)|harden\w*|toughen\w*|sharpen\w*|"
    r"stiffen\w*|step(?:s|ped)? up|ramp(?:s|ed)? up|strengthen\w*|intensif\w+|escalat\w+|ratchet\w* up|"
    r"rais(?:ed|es) the level of)(?: (?:its|the|their|his|her|some|considerably|markedly|of))*"
    rf"(?: (?:[\w-]+|@\d+(?: 's)?)){{0,4}}? {_NOUN}\b"
)
_STRESSES = re.compile(
    r"\b(?:emphasi[sz]\w+|stress\w*|highlight\w*|focus\w*(?: (?:mainly|mostly|largely))? on|dwell\w* on|"
    r"play\w* up|center\w* on|concentrat\w+ on|underlin\w+|underscor\w+|list\w* mainly|devot\w+ to)(?:"
    r" (?:mainly|mostly|only|primarily|largely|almost|exclusively|the|more|on|its|their|various|many|issues"
    r" of))*"
    r" (?:(?:the )?(?P<bad>conflicts?|disputes?|differences|disagreements?|frictions?|tensions?|problems|"
    r"points of contention|obstacles|grievances|provocations?|negative \w+)|(?P<good>cooperation|friendship|"
    r"exchanges|common ground|positive \w+|progress|improvement))"
)
_DOWNPLAY = re.compile(
    r"\b(?:downplay\w*|play\w* down|gloss\w* over) (?:the )?(?P<bad>conflicts?|disputes?|differences|"
    r"disagreements?|frictions?|tensions?|problems)"
)
_ABOUT_TEXT = re.compile(rf"#\d|\b{_NOUN}\b")

_NUMBER = (
    r"(?:(?<![@#^\w])\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|once|"
    r"twice|half a|several|dozens)"
)
_UNIT = (
    r"(?:times|mentions?|references?|pages?|paragraphs?|words|lines|sentences|occasions|instances|"
    r"occurrences|characters|columns|a page|page)"
)
_COUNT = (
    rf"(?:(?:about|around|some|just|only|nearly|almost|over|more than|roughly|as many as|a total of|at least|"
    rf"approximately|fewer than|less than|the same|zero|no|a|mere|full) )*(?:{_NUMBER})(?: and a half)?(?:"
    rf" -)?(?: {_UNIT})?"
)
_COUNTED = re.compile(
    rf"(?P<new>{_COUNT}) ?,? (?:(?:in|of|to|on|about|for|devoted|dedicated|covering|the|this|year|section|"
    rf"time|@\d+(?: 's)?|#\d+) ){{0,6}}?,? ?(?:\( )?(?:up|down|compared|versus|against|as against|rather|"
    rf"instead|an increase|a decrease|a drop|increased|decreased|from)(?: (?:sharply|from|with|to|than|of|"
    rf"just|only))* (?P<old>{_COUNT})"
)
_RISES = re.compile(
    rf"\b(?:number|amount|count|frequency|space|volume|length|coverage|pages?|mentions?|references?|times|"
    rf"section|part|word)\b[^.;]{{0,90}}?\b(?P<verb>r[io]s\w*|fell|fall\w*|increas\w+|decreas\w+|grew|"
    rf"grow\w*|drop\w*|declin\w+|jump\w*|doubl\w+|trebl\w+|tripl\w+|halv\w+|shr[aiu]nk\w*|went|expand\w*|"
    rf"plung\w*|climb\w*|reduc\w+|cut|extend\w*)"
    rf"(?: [\w]+ly)?(?: from (?P<old>{_COUNT}))?(?: (?:in|of) (?:the |last |this |previous )?(?:#\d+|\d{{4}}|"
    rf"year|edition))*(?: ,)? (?:to|at) (?P<new>{_COUNT})(?: (?:in|of) (?:the |this )?(?:#\d+|\d{{4}}|"
    rf"year))?(?:(?: ,)?(?: up| down)? from (?P<old2>{_COUNT}))?"
)
_TURNED = re.compile(
    rf"\b(?:doubl|trebl|tripl|increas|rais|cut|reduc|expand|boost|halv|extend)\w*[^.;]{{0,90}}? from"
    rf" (?P<old>{_COUNT}) to (?P<new>{_COUNT})"
)
_MENTIONS = re.compile(
    rf"\b(?:mention\w*|refer\w*(?: to)?|nam\w+|cit\w+|appear\w*|us\w+|feature\w*|devot\w+|dedicat\w+|"
    rf"contain\w*|occur\w*|allocat\w+|invok\w+|ha[sd])\b[^.;]{{0,70}}?\b(?P<new>{_COUNT})"
)
_MORE = re.compile(
    r"\b(?P<way>more|fewer|less|increased|additional|greater|reduced|doubled(?: the)?(?: number of)?|twice as"
    r" many|halved(?: the)?(?: number of)?|tripled(?: the)?(?: number of)?|expanded|longer|shorter) (?:number"
    r" of |the |space (?:to|for) )?(?P<unit>mentions?|references?|pages?|space|paragraphs?|coverage|section|"
    r"times|attention|descriptions?|passages)(?: (?:on|of|to|about|devoted|dedicated|for|the))* "
)
_MENTION_WORDS = re.compile(
    r"\b(?:times|mentions?|references?|pages?|paragraphs?|words|sentences|space|coverage|once|twice|"
    r"occurrences|lines)\b"
)


def tone_claims(scene: Scene) -> Iterator[Sketch]:
    """Yield the claims of a sentence about tone; one for a sentence and country."""
    line = scene.line
    if not (_ABOUT_TEXT.search(line.text) or scene.papers):
        return
    told: set[str | None] = set()
    for pattern in (_IS_TONED, _TURNS, _STRESSES, _DOWNPLAY, _TONED):
        for match in line.all(pattern):
            span = match.span()
            after = _direction(match)
            country = scene.about(span)
            if (
                span is None
                or after is None
                or (country is None and scene.issuer is not None and scene.topic is not None)
            ):
                continue
            if country in told:
                continue
            told.add(country)
            yield Sketch("tone", country, None, after, span)


def _direction(match: Match) -> str | None:
    groups = match.found.groupdict()
    if groups.get("tone"):
        tone = groups["tone"]
        return next((name for name, words in _KINDS if re.fullmatch(words, tone)), None)
    if groups.get("bad"):
        return "softer" if match.word(0).startswith(("down", "play", "gloss")) else "negative"
    if groups.get("good"):
        return "positive"
    verb = match.word("verb")
    down = ("soft", "ton", "mod", "eas", "water", "temper", "dial")
    if re.search(r"\bcriticism\b", match.found.group()):
        return "softer" if verb.startswith(down) else "harsher"
    if verb.startswith("strengthen") and not re.search(
        r"\b(?:language|wording|tone|stance|expression)\b", match.found.group()
    ):
        return None
    return "softer" if verb.startswith(down) else "harsher"


def frequency_claims(scene: Scene) -> Iterator[Sketch]:
    """Yield the claims of a sentence about how often, or on how many pages, an edition speaks of something."""
    line = scene.line
    if not _MENTION_WORDS.search(line.text):
        return
    for pattern in (_RISES, _TURNED, _COUNTED, _MENTIONS, _MORE):
        for match in line.all(pattern):
            made = _counted(scene, match)
            if made is not None:
                yield made
                return


def _counted(scene: Scene, match: Match) -> Sketch | None:
    groups = match.found.groupdict()
    span = match.span()
    if span is None:
        return None
    if "way" in groups:
        way = match.word("way")
        fewer = way.startswith(("fewer", "less", "reduc", "halv", "short"))
        words = (match.text() or "").strip()
        country = scene.about(_wider(match))
        return Sketch("frequency", country, None, f"{'fewer' if fewer else 'more'} ({words})", span)
    new = match.text("new")
    old = match.text("old") if groups.get("old") else (match.text("old2") if groups.get("old2") else None)
    whole = match.found.group()
    unit = re.search(rf"\b{_UNIT}\b", whole) or re.search(rf"\b{_UNIT}\b", scene.line.text)
    counted = rf"\b(?:{_UNIT}|once|twice)\b"
    # A number beside the unit; in "the number of pages rose from two to three" the unit stands before.
    near = re.search(counted, f"{new} {old or ''}".lower()) or (
        match.found.re in {_RISES, _TURNED} and re.search(counted, whole)
    )
    if new is None or unit is None or not near:
        return None
    return Sketch("frequency", scene.about(_wider(match)), _with_unit(old, unit[0]), _with_unit(new, unit[0]), span)


def _with_unit(count: str | None, unit: str) -> str | None:
    if count is None or re.search(rf"\b(?:{_UNIT}|once|twice)\b", count.lower()):
        return count
    return f"{count} {unit if unit != 'number' else 'times'}"


def _wider(match: Match) -> tuple[int, int]:
    """Return the match with the words around it: the country may stand before or after the count."""
    a, b = match.found.span()
    text = match.line.text
    return match.line.place(max(0, text.rfind(" , ", 0, max(0, a - 40))), min(len(text), b + 60))
