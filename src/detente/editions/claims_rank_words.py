"""Patterns over lines for claims about order: who stands where, moved where, before or after whom."""

from __future__ import annotations

import re

from detente.editions.claims_scene import ORDINAL

_C = r"@\d+(?: 's)?"
_REL = r"(?: (?:bilateral )?(?:relations|ties|relationship|section|chapter|part|cooperation))?"
_ONE = (
    rf"(?:(?:the )?(?:relations|ties|cooperation|relationship|section|chapter|part|passage)? ?(?:with|on|"
    rf"about)? ?{_C}(?: ?- ?{_C})?{_REL})"
)
_LIST = rf"(?:{_ONE}(?: ?,? ?(?:and|then|&|,|/|followed by)? (?:then )?{_ONE})*)"
_THREE = rf"(?:{_ONE}(?: ?(?:,|and|, and|then|, then|-|–|—|→|>|/) ?(?:then )?{_ONE})+)"
_BEHIND = r"(?:behind|after|below|following|beneath|next to only|trailing|only after)"
_AHEAD = r"(?:before|ahead of|above|in front of|prior to|earlier than)"
_NTH = rf"(?P<nth>{ORDINAL})(?: (?:place|position|rank|spot|slot|on the list|in (?:the )?(?:order|line|list)))?"
_HAVE = r"(?:has |have |had |was |is |were |are |been |being |also |now |again |then |instead )*"
_MOVE = (
    r"(?:fall\w*|fell|drop\w*|slip\w*|sink\w*|sank|slid\w*|slide\w*|demot\w+|relegat\w+|mov\w+|push\w+|"
    r"downgrad\w+|tumbl\w+|"
    r"climb\w*|r[io]se\w*|rising|jump\w*|advanc\w+|promot\w+|upgrad\w+|lower\w*|rais\w+|went|goes|shift\w*|"
    r"retreat\w*|bump\w*|"
    r"knock\w+|reced\w+|descend\w*|ascend\w*|elevat\w+|declin\w+)"
)
_STAND = (
    r"(?:rank\w*|plac\w+|list\w*|mention\w*|appear\w*|com(?:e|es|ing)|came|stand\w*|stood|sits?|sat|"
    r"position\w*|put|puts|putting|"
    r"nam\w+|describ\w+|introduc\w+|treat\w*|discuss\w*|featur\w+|address\w*|cit\w+|record\w*|write\w*|wrote|"
    r"written|order\w*)"
)
MOVED_TO = re.compile(
    rf"(?P<who>{_ONE})(?: ,? ?(?:which|who))? {_HAVE}(?:\w+ly )?{_MOVE}(?: (?:down|up|back|off|out))?"
    rf"(?: (?:in|on) (?:the |its )?(?:order|list|ranking|line)\w*(?: of [\w ]{{1,40}}?)?)?"
    rf"(?: from (?:the |its )?(?:previous |earlier )?(?P<from>{ORDINAL})(?: (?:place|position|rank|spot|slot))?)?"
    rf"(?: ?,? (?:in|of|to|into|on) #\d+)?(?: ,)? (?:to|into|in) (?:the |a )?{_NTH}"
    rf"(?:(?: ,)? from (?:the )?(?P<from2>{ORDINAL})(?: (?:place|position|rank|spot))?)?"
    rf"(?: ?[,(]?(?: (?:now|just|right|this time))? ?{_BEHIND} (?P<list>{_LIST}))?"
)
MOVED_THEM = re.compile(
    rf"{_MOVE} (?P<who>{_ONE}|it|the country)(?: (?:down|up|back))?(?: from (?P<from>{ORDINAL})(?: place|"
    rf" position)?)? to {_NTH}"
    rf"(?: from (?:the )?(?P<from2>{ORDINAL})(?: (?:place|position|rank|spot))?)?"
    rf"(?:(?: (?:on|in|of|among) (?:(?!{_BEHIND})[^;#])*?)? ?,? ?{_BEHIND} (?P<list>{_LIST}))?"
)
RANKED = re.compile(
    rf"(?P<who>{_ONE}) ?,? {_HAVE}(?:\w+ly )?{_STAND}(?: (?:as|in|at|the|only|its))* {_NTH}"
    rf"(?: ?,? ?(?:{_BEHIND}) (?P<list>{_LIST}))?"
)
LISTED = re.compile(
    rf"{_STAND} (?P<who>{_ONE}) (?:as |in |at |only |the )*{_NTH}(?:(?: [^ ;,]+){{0,9}}? ?,? (?:{_BEHIND}|"
    rf"(?P<ahead>{_AHEAD})) (?P<list>{_LIST}))?"
)
IT_RANKED = re.compile(
    rf"\b(?P<who>it|the country|which) {_HAVE}{_STAND}(?: (?:as|in|at|the|only))* {_NTH}(?: ?,? ?{_BEHIND}"
    rf" (?P<list>{_LIST}))?"
)
COPULA_NTH = re.compile(
    rf"(?P<who>{_ONE}) (?:is|was|remains|remained) (?:in |the |only )*{_NTH}(?: ?,? ?{_BEHIND} (?P<list>{_LIST}))?"
)
RELATIVE = re.compile(
    rf"(?:(?P<who>{_ONE}) ?,? {_HAVE})?(?:\w+ly )?(?:{_STAND}|mov\w+|shift\w+|push\w+|slip\w*|fell|rose|"
    rf"dropped)(?: (?:one|two|three) places?| immediately| right| just| only| directly| further)*"
    rf" (?P<way>{_BEHIND}|{_AHEAD}) (?P<list>{_LIST})"
)
LAST_AND_NOW = re.compile(
    rf"(?P<who>{_ONE}) (?:was|ranked|came|stood|had been|placed) (?:in |at )?(?:the )?(?P<from>{ORDINAL})(?:"
    rf" place| position| rank)?"
    rf"(?: [^;.]{{1,40}}?)? ?,? (?:and|but) (?:it )?(?:is|has|had|now|fell|dropped|ranks?|comes|moved|"
    rf"slipped|rose)(?: [^;.]{{1,30}}?)? {_NTH}"
    rf"(?: ?,? ?{_BEHIND} (?P<list>{_LIST}))?"
)
PUT = re.compile(rf"{_STAND} (?P<who>{_ONE}) (?:\w+ly )?(?P<way>{_BEHIND}|{_AHEAD}) (?P<list>{_LIST})")
ORDER = re.compile(
    rf"(?:in (?:the|this|that|an?) (?:following )?(?:new )?order(?: of| :)?|in order ?: ?|the order(?: (?:of|"
    rf"in which) (?:(?! is | was )[^;#]){{1,90}}?)? (?:is|was|became|becomes|runs|ran|"
    rf"reads?|goes|being)(?: now| changed to| :)?|order of|in the sequence(?: of)?|as follows ?:) (?:mention"
    rf" |priority )?(?:of )?(?P<list>{_THREE})"
)
IN_THAT_ORDER = re.compile(
    rf"(?P<list>{_THREE}) ?,? (?:in (?:that|this) order|in (?:that|this) sequence|respectively in order)"
)
FOLLOWED = re.compile(
    rf"(?P<who>{_ONE})(?: (?:will |to )?{_HAVE}(?:{_STAND}|is|was|be|at)?(?: be)?(?: {_STAND})?(?: (?:at|as|"
    rf"in|the))*(?: (?:first|top|second|third)(?: place)?)?(?: of (?:(?! followed )[^;,@#]){{1,70}})?)? ?,? "
    rf"(?:and )?(?:which (?:is|was) )?followed by (?P<list>{_LIST})"
)
FROM_TO = re.compile(rf"from (?P<old>\^\d+|{_THREE}) to (?P<new>\^\d+|{_THREE})")
SWAPPED = re.compile(
    rf"(?:order|sequence|positions?|places?) (?:of|between|in which) (?P<list>{_THREE})[\w ,]{{0,40}}?"
    rf"(?:revers\w+|switch\w+|swapp\w+|chang\w+|flipp\w+|invert\w+)"
    rf"|(?:revers\w+|switch\w+|swapp\w+|flipp\w+|invert\w+) (?:the )?(?:order|sequence|positions?|places?)"
    rf" (?:of|between) (?P<list2>{_THREE})"
)
DEGREE = re.compile(

        r"\b(?P<what>downgrad\w+|demot\w+|relegat\w+|upgrad\w+|promot\w+|lower\w* (?:the )?(?:rank|status|"
        r"priority|position|standing)\w*|"


        r"(?:drop|fall|fell|slip|decline|rise|rose|climb|move[ds]?) (?:down|up)? ?in (?:the )?(?:order|rank\w*|"
        r"list|priority))\b"

)  # fmt: skip
PLACEWORDS = re.compile(
    r"\b(?:order|rank\w*|list\w*|place[ds]?|placing|position\w*|mention\w*|first|second|third|fourth|put|"
    r"chapter|section|partner\w*|countries)\b|#\d"
)
NO = re.compile(r"\b(?:not|no longer|never|without)\b(?: \w+){0,3} ?$")
