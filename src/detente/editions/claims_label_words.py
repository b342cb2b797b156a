"""Patterns over lines for claims about labels: who is called what, instead of what, no longer what."""

from __future__ import annotations

import re

from detente.editions.claims_scene import label_words

_CALL = (
    r"(?:describ\w+|call\w*|label\w*|defin\w+|designat\w+|identif\w+|refer\w* to|characteri[sz]\w+|brand\w*|"
    r"dub\w*|term\w*|nam\w+|"
    r"regard\w*|view\w*|position\w*|portray\w*|see[sn]?|saw|seeing|list\w*|treat\w*|classif\w+|cast\w*|"
    r"paint\w*|deem\w*|consider\w*|"
    r"depict\w*|mention\w*|specif\w+|recogni[sz]\w+|declar\w+|writ\w+|wrote|express\w*|present\w*|rat\w+|introduc\w+|"
    r"plac\w+|set\w*|explain\w*|categori[sz]\w+|stat\w+|refer\w* back to)"
)
_C = r"@\d+(?: 's)?"
_STATE = (
    r"(?: (?:government|regime|military|relations|ties|relationship|side|army|forces|leadership))?"
    r"(?: and (?:its )?(?:regime|military|army|government|forces))?"
)
_WHO = (
    rf"(?P<who>(?:the )?(?:relations?|ties|relationship|partnership|cooperation)? ?(?:with )?(?:{_C})(?: ?-"
    rf" ?{_C})?{_STATE}"
    rf"(?:(?: ,)?(?: and| ,| or| as well as) (?:the )?{_C}{_STATE}){{0,4}}(?: , (?:once|formerly|previously|"
    rf"long|which|a|an)\b[^,]{{1,40}} ,)?)"
)
_IT = (
    r"(?P<who>(?:it|them|the (?:two countries|neighbou?r|country|bilateral relationship|relationship|"
    r"relations|regime)|this country|seoul|its \w+))"
)
# What may stand for a label: a quotation, or a few words that a clause ends.
# What may stand for a label: a quotation, with what it is joined to, or a few words that a clause ends.
_RUN = (
    r"(?:(?!(?:from|to|in|but|while|which|that|who|as|instead|rather|after|compared|down|up|again|because|"
    r"since|for|with|over|"
    r"under|amid|this|ahead|before|behind|according|said|on|at|by)\b|[,;:.()]|[#^])[\w'@$%-]+ ?){1,8}"
)
_SAID = (
    rf"(?P<{{name}}>\^\d+(?: (?:and|or) (?:an? )?(?:[\w-]+"
    rf" ){{{{0,3}}}}(?:{label_words().pattern}))?|{_RUN.replace('{', '{{').replace('}', '}}')})"
)
_AS = r"(?:(?:as(?: being)?|to be|among|one of|as one of|an?|the|its|simply|merely|only|just)\b| )*"
_GAP = (
    r"(?: (?:only|merely|simply|now|officially|instead|again|explicitly|directly|formally|once again|for the"
    r" first time|,))*"
)
NEG = re.compile(
    r"\b(?P<still>still |again |also |continues? to |once again )?(?:(?:does|did|do|is|was|has|have|will|"
    r"would) (?:also |again |still )?)?(?P<neg>not|no longer|never|stop\w*|"
    r"without|avoid\w*|cease\w*|short of|refrain\w* from|refus\w+ to|declin\w+ to|drop\w*|abandon\w*)(?:"
    r" (?:been|be|directly|explicitly|again|to|even|using|its|the|any \w+|longer|describe it))* ?$"
)
NEXT = re.compile(
    rf" ?,?(?: ?(?:and )?(?:instead|rather than|not|in place of|up from|down from|compared (?:with|to)|as"
    rf" opposed to|replacing|instead of|from)(?: (?:of|the|its|a|an|as|being|calling|previous(?:ly)?|earlier|"
    rf"used|merely))*) {_SAID.format(name='old')}"
)
DESCRIBED = re.compile(rf"\b(?P<call>{_CALL}){_GAP} {_WHO}{_GAP} {_AS} ?{_SAID.format(name='new')}")
DESCRIBED_IT = re.compile(
    rf"\b(?P<call>{_CALL}){_GAP} {_IT}{_GAP} (?:as|to be)(?: the| an?| its| being)* {_SAID.format(name='new')}"
)
CALLED_IT = re.compile(
    rf"\b(?P<call>call\w*|label\w*|dubb\w*|term\w*|designat\w+|brand\w*|nam(?:es|ed|ing)){_GAP} {_IT}{_GAP}"
    rf" (?:as |only |merely |simply |just )*(?:the |an? |its )*{_SAID.format(name='new')}"
)
# "the sentence that called China the greatest challenge" is gone.
CITED_AS_GONE = re.compile(
    r"\b(?:gone|remov\w+|delet\w+|dropp\w+|drops|omit\w*|scrap\w*|missing|absent|disappear\w*|left out|leaves"
    r" out)\b[^.;]{0,60}"
    r"\b(?:sentence|phrase|line|passage|description|reference|language|wording|words|statement|claim)s?\b[^.;]{0,50}$"
)
INSTEAD_CALLED = re.compile(
    rf" ?,? ?(?:and |but )?(?:using|preferring|opting for|choosing|instead (?:calls?|called|using|describing)"
    rf" (?:it |them )?|uses?|speaks? of|only)(?: (?:the|an?|it|term|word|phrase|as|instead|expression))*"
    rf" {_SAID.format(name='new')}"
)
SAYING_THAT = re.compile(
    r"\b(?:specif\w+|stat\w+|declar\w+|writ\w+|wrote|says?|said|not\w+|stipulat\w+|spell\w* out|reads?|"
    r"contain\w*|includ\w*|express\w*|us\w+|phrase|sentence|expression|line|wording)(?: \w+){0,4}? (?:that |"
    r"of )?(?P<q>\^\d+)"
)
QUOTED_COPULA = re.compile(
    r"\b(?:is|are|was|were|remains?|constitutes?|poses?|represents?)\s+(?:now |also |still )?(?P<label>(?:our"
    r" |the |an? |its )?[\w' -]{2,60})",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    rf"{_WHO} ?,? (?:which |who )?(?:is|was|were|are|has been|have been|had been|gets|got|being|will be|now|"
    rf"also|still|again|once|no longer|not|never| )+"
    rf" (?P<call>{_CALL}){_GAP} (?:as |to be |in .{{0,40}} as )?(?:the |an? |its |being )*{_SAID.format(name='new')}"
)
_TURN = (
    r"(?:downgrad\w*|upgrad\w*|chang\w*|demot\w*|promot\w*|lower\w*|rais\w*|elevat\w*|switch\w*|shift\w*|"
    r"relabel\w*|mov\w*|revis\w*|"
    r"turn\w*|went|goes|gone|go|amend\w*|alter\w*|redefin\w*|reclassif\w*|reword\w*|replac\w*|soften\w*|toned? down|"
    r"modif\w*|convert\w*|adjust\w*|transform\w*|reduc\w*|relegat\w*|dropp\w*|strengthen\w*|stepped up|"
    r"degrad\w*|fall\w*|fell)"
)
FROM_TO = re.compile(
    rf"\b(?P<turn>{_TURN})(?P<gap>(?: (?!from\b)[^ ]+){{0,24}}?) from (?:being )?(?:the |an? |its |their"
    rf" )?(?:previous(?:ly)? |earlier |former |used |phrase |word |term |expression |description )*"
    rf"{_SAID.format(name='old')} ?,?(?: (?:in|of) (?:the |its )?(?:previous |last |earlier"
    rf" )?(?:#\d+|\d{{4}}))? ?,? (?:to|into)(?: (?:being|the|an?|its|simply|just|mere|merely|phrase|word|"
    rf"term|description))* {_SAID.format(name='new')}"
)
INTO = re.compile(
    rf"\b(?P<turn>downgrad\w*|upgrad\w*|demot\w*|promot\w*|elevat\w*|relegat\w*|reduc\w*|redefin\w*|"
    rf"reclassif\w*|lower\w*) {_WHO} (?:to|into|as)(?: (?:the|an?|its|mere|merely|just|simply|status of))*"
    rf" {_SAID.format(name='new')}"
)
REPLACED = re.compile(
    rf"\b(?:replac\w+|substitut\w+|swapp\w+|exchang\w+) (?:the )?(?:word |term |phrase |label |description |"
    rf"expression |reference to )?{_SAID.format(name='old')} (?:with|by|for|in favou?r of)(?: the)?(?: word|"
    rf" term| phrase)? {_SAID.format(name='new')}"
    rf"|{_SAID.format(name='old2')} (?:was|were|has been|is|had been) (?:replaced|substituted|changed|"
    rf"swapped) (?:with|by|for|to|into)(?: the)?(?: word| term| phrase)? {_SAID.format(name='new2')}"
)
COPULA = re.compile(
    rf"{_WHO} (?:is|was|were|are|remains?|remained|becomes?|became|has become|had been|has been|constitutes?|"
    rf"represents?|poses?) (?P<no>not |no longer |now |also |still |again |once )*(?:the |an? |its |their |"
    rf"our )*{_SAID.format(name='new')}"
)
TERM = re.compile(
    r"\b(?P<noun>word\w*|terms?|phrases?|labels?|designations?|descriptions?|expressions?|references?|"
    r"characteri[sz]ations?|language|wording|mention|definition|notion|concept)(?: (?:of|to|as|like|such as|"
    r"that|calling|describing|defining|referring to|designating|labell?ing|the|an?|@\d+(?: 's)?|as an?|regime"
    r" and military))* "
    rf"{_SAID.format(name='new')}"
)
GONE = re.compile(
    r"\b(?:remov\w+|delet\w+|dropp\w+|drops?|omit\w*|omission|scrap\w*|eras\w+|cut|struck|strik\w+|exclud\w+|"
    r"left out|leav\w+ out|disappear\w*|vanish\w*|absent|missing|gone|"
    r"no longer|does not|did not|do not|abandon\w*|ditch\w*|without|discard\w*|eliminat\w+|avoid\w*|stopp\w*)\b"
)
BACK = re.compile(
    r"\b(?:(?:is|are|was|were) back|reviv\w+|return\w*|restor\w+|reinstat\w+|reappear\w*|reintroduc\w+|came"
    r" back|comes back|bring\w* back|brought back|reviv\w*|add\w*|insert\w*|introduc\w+|"
    r"us(?:es|ed|ing)|appear\w*|includ\w+|adopt\w*|again|first time|after \w+ years)\b"
)
_RELATIVE_GAP = re.compile(r"^(?:relations|relationship|ties|cooperation)\b")
