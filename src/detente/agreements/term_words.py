"""How treaties and news word terms: regular expressions over a sentence in the form that `wording.plain` gives.

In the sources a space stands for any white space and `<name>` for the words of a list of `wording.csv`. A pattern called
LEAD is searched for at the end of what stands before a length of time or a date, one called AFTER matched at the start
of what stands behind it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from detente.agreements.wording import any_of

_SIDE = "(?:parties|party|side|sides|countries|states|governments|nations|participants|members)"
_CONSENT = (
    rf"(?:mutual(?:ly)?|agree(?:s|d|ment)?\b|consent|written|joint(?:ly)?|both (?:\w+ )?{_SIDE}|decision|protocol)"
)


@cache
def compiled(name: str) -> re.Pattern[str]:
    """Return the pattern `name` of those that rest on word lists."""
    source = _PATTERNS[name].replace("<consent>", _CONSENT)
    return _spaced(re.sub(r"<(\w+)>", lambda match: any_of(match[1]), source))


def _spaced(source: str) -> re.Pattern[str]:
    return re.compile(source.replace(" ", r"\s+"))


_PATTERNS = {
    "renew": r"\b<renew>\b",
    "extend": r"\b<extend>\b",
    "tacit": r"\b<tacit>\b",
    "notify": r"\b<notify>\b",
    "conditional": (
        r"\b(?:unless|except (?:if|where)|if (?:neither|no|none)|as long as (?:\w+ ){0,4}(?:not|neither|no)|"
        r"provided (?:that )?(?:\w+ ){0,3}(?:neither|no|not)|in the absence of|failing (?:such )?notice|"
        r"without (?:a )?notice)\b"
    ),
    "goes_on": (
        r"\b(?:remain|remains|continue|continues|stay|stays) in (?:full )?(?:force|effect|"
        r"operation)\b[^.;]{0,40}\b(?:thereafter|successive|further|from year to year|beyond)|"
        r"\bthereafter\b[^.;]{0,40}\bin (?:force|effect)"
    ),
    "unlimited": (
        r"\bthereafter\b[^.;]{0,60}\b(?:until|indefinite(?:ly)?|unlimited)\b|"
        r"\b<renew>\b[^.;]{0,30}\bindefinitely\b|\bin (?:force|effect) thereafter until\b"
    ),
    "not_tacit": r"\b(?:not|no|without) (?:be )?(?:any )?(?:automatic(?:ally)?|tacit(?:ly)?)\b",
    "never": (
        r"\b(?:shall|can|may)\s?not be (?:further )?<renew>\b|\bno (?:further |possibility of |provision for |"
        r"option (?:of|to|for) (?:a )?)*<renew>(?:s)?\b|\bnon-?(?:renewable|extendable)\b|\bcannot be "
        r"(?:further )?<renew>\b|\bnot (?:renewable|extendable)\b"
    ),
    "express": (
        r"\b(?:may|can|could|must|needs? to|has to|have to|"
        r"shall)\b[^.;]{0,40}\b<extend>\b(?=[^.;]{0,140}\b<consent>)|\b<consent>[^.;]{0,60}\b(?:may|can|could|"
        r"must|needs? to|has to)\b[^.;]{0,20}\b<extend>\b|\bmay agree to <extend>\b|\b(?:must|ha[sd] to|have "
        r"to|needs? to) (?:be )?<extend>\b[^.;]{0,60}\b(?:every|each|annually)\b|\b(?:renewable|extendable|"
        r"extendible)\b|\bsubject to (?:\w+ ){0,2}(?:renewal|extension)\b|\b(?:by|through|upon|with) (?:\w+ "
        r"){0,2}<consent>[^.;]{0,40}\b<extend>\b|\b(?:agreement|treaty|convention|memorandum|arrangement|pact|"
        r"accord|it|protocol) (?:may|can|could|must|needs? to|has to) be <extend> (?:once |only |each |every "
        r")*(?:for|by|every|annually|once)\b|\b(?:option|possibility|provision|right) (?:to|of|for) (?:an? "
        r")?(?:one-time )?<extend>\b"
    ),
    # "Unless both confirm that they wish to go on": what is needed is their word.
    "confirmed": r"\bunless\b[^.;]{0,50}\b(?:agree|confirm|decide)s?\b[^.;]{0,50}\b(?:<extend>|continue)\b",
    "once": r"\b(?:only )?once\b|\bone-time\b|\bsingle <renew>\b|\bone <renew>\b",
    "ends_word": (
        r"\s*(?:the |its |each |such |any |that |this |every |an? |it |they |initial |current |then |first |"
        r"automatic |respective |relevant |applicable |scheduled |annual |five-year |one-year |agreement |"
        r"agreement's |treaty |treaty's |pact |pact's |deal |deal's |accord |accord's |is due to |was due to |due |"
        r"comes up for |is up for )*(?:<term_end>)\b"
    ),
}

# "Once it has been in force for ten years either party may give notice": not its term, but when notice may first be given.
WAITING = _spaced(r"\b(?:after|once|when)\b[^.;,]{0,60}\b(?:has|have|had) been in (?:force|effect) for\s*$")
LEAVING = _spaced(
    r"^\s*(?:the |its |such |an? |any |intended |effective |proposed |date (?:of|on which) )*(?:withdrawal|"
    r"withdrawing|leaving|terminat\w+)\b"
)
LEAD_TERM = _spaced(
    r"(?:(?:remains?|remained|continues?|stays?|be|is|was|are) (?:in (?:full )?(?:force|effect|operation)|"
    r"valid|effective|operative|binding)(?: and (?:in )?(?:effect|valid))?|(?:concluded|signed|made|entered "
    r"into|agreed|adopted|runs?|lasts?|last|ran|running|lasting|valid|in force|"
    r"appl(?:y|ies)(?: provisionally)?(?: from [^,;.]{4,24}?)?)|(?:duration|term|validity|"
    r"lifespan|lifetime) (?:of (?:this|the) \w+ )?(?:shall be|is|was|will be|of|:))(?: (?:initially|"
    r"provisionally|for|over|during|a|an|the|initial|first|minimum|period|term|duration|of|fixed|limited|at "
    r"least|up to|not more than))*\s*$"
)
NEWS_TERM = _spaced(
    r"^(?: [\w-]+){0,5}? (?:agreement|pact|treaty|accord|deal|convention|memorandum|protocol|concession|lease|"
    r"arrangement|compact)\b"
)
# "The treaty's current five-year term", but not that of a president.
TERM_OF_PACT = _spaced(r"\b(?:agreement|pact|treaty|accord|deal|convention|protocol)(?:'s)?(?: [\w-]+){0,2} $")
# "Shall terminate 16 years after the date of its entry into force".
ENDS_AFTER = _spaced(r"\b(?:terminates?|expires?|lapses?|ends?|cease to (?:be in force|have effect)) (?:after )?\s*$")
FROM_START = _spaced(
    r"^\s*(?:after|from|following) (?:the )?(?:date of )?(?:its |the )?(?:entry into force|signature|signing)"
)
AFTER_NOTICE = _spaced(
    r"^'?s?'?\s*(?:(?:advance|prior|written|formal|previous|minimum|mandatory|clear|diplomatic|official|such|"
    r"in|and|a|,|of)\s*)*(?:notice|notification|warning)\b"
)
LEAD_NOTICE = _spaced(
    r"(?:notice|notification)(?: (?:period|in writing))? (?:of|is|was|shall be|must be)(?: (?:at least|not "
    r"less than|no less than|a minimum of|a|an|the|given))*\s*$"
)
TAKES_EFFECT = _spaced(
    r"\b(?:(?:tak(?:e|es|ing)|took|has|have|having|come|comes|becom\w+|be) (?:legal )?(?:into "
    r")?effect(?:ive)?|effective|terminat\w+|cease\w*|lapse\w*|expire\w*|denunciation|denounc\w+|withdraw\w*|"
    r"ends?|leave|exit|quit)\b"
)
AFTER_EFFECT = _spaced(
    r"^'?s?'?\s*(?:(?:after|following|from|of|upon|later|since|have elapsed)\b)(?P<what>[^.;]{0,90})"
)
RECEIPT = _spaced(r"\b(?:receipt|received|receives|receiving|deposit)\b")
NOTICE_WORD = _spaced(
    r"\b(?:notice|notif\w+|denunciation|receipt|received|deposit|withdrawal|communication|announc\w+|"
    r"informed)\b"
)
LAPSE_LEAD = _spaced(
    r"\b(?:expire[sd]?|expiring|expiry|expiration|lapse[sd]?|lapsing|run(?:s|ning)? out|ran out|runs?|end(?:s|"
    r"ed|ing)?|terminat(?:e[sd]?|ing)|cease[sd]?|valid|(?:remain|remains|continue|continues|stay|stays|be|is|"
    r"was|in) (?:in )?(?:full )?(?:force|effect)|last(?:s|ed)?|comes? to an end|lose\w* (?:its )?(?:force|"
    r"effect))(?: (?:automatically|formally|officially|finally|to (?:be in force|have effect|apply)|at|on|in|"
    r"by|until|till|through|up to|only|early|midnight|is|of|the|end|and|from|exactly|(?:00:00|0:00)|zero hour|"
    r"hour))*\s*,?\s*$"
)
DUTY = _spaced(
    r"\b(?:must|has to|have to|had to|needs? to|needed to|should|shall|deadline|unless|as long as|if "
    r"(?:neither|no|either)|cut-?off|last day|final day|no later than)\b"
)
DEADLINE_LEAD = _spaced(
    r"\b(?:deadline|cut-?off(?: date)?|last day|final day|time limit|(?:notice|notification) "
    r"period)\b[^.;]{0,80}?(?:\bis|\bwas|\bfalls?|\bfell|\bexpires?|\bends?|\bof|\bon|\bcame|,|:|\bset for|"
    r"\bcomes?)\s*(?:midnight |on |midnight on )?$"
)
UNLIMITED_TERM = _spaced(
    r"\b(?:indefinite|unlimited|perpetual)(?:ly)?\b(?: (?:period|duration|term|in duration|time))?|\bfor an "
    r"indefinite\b|\bunlimited duration\b|\bno (?:expiry|end|expiration) date\b|\bwithout limit of time\b"
)
GOES_ON_FOR = _spaced(r"^(?:continues?|continued)$")
HAS_UNTIL = _spaced(r"\b(?:has|have|had) until (?:midnight (?:on )?)?$")
TO_RENEW = _spaced(r"^\s*to (?:agree (?:on|to) )?(?:renew|extend|prolong|roll over|reach)\b")
LASTING = _spaced(r"\b(?:force|effect|duration|conclud\w+|valid|term|period|expiry|agreement|treaty|pact)\b")
PUT_OFF = _spaced(r"\b(?:suspend\w*|postpon\w*|detain\w*|delay\w*)\b")
AFTER_START = _spaced(
    r"^'?s?'?\s*(?:(?:starting|beginning|counted|running|as) )?(?:from|after|following|upon)\b(?P<what>[^.;,]{0,60})"
)
SIGNATURE = _spaced(r"\b(?:signature|signing|signed|conclusion)\b")
IN_FORCE = _spaced(
    r"\b(?:enters?|come[s]?|shall enter|will enter) into (?:force|effect)|\bbecomes? effective|\btakes? effect"
)
YEARLY = _spaced(r"\b(?:each|every|of each|of every|a) year\b|\bannual(?:ly)?\b|\byearly\b")
# Days that lie closer together are accounts of one end.
SAME_END = timedelta(days=3)
