"""Patterns over lines for claims about words removed, added and changed, and about answers in kind."""

from __future__ import annotations

import re

# Nouns for pieces of a text; what is removed or added without one must be removed from or added to a document.
PIECE = (
    r"(?:phrases?|sentences?|references?|mentions?|passages?|wordings?|expressions?|descriptions?|sections?|chapters?|"
    r"paragraphs?|lines?|language|words?|terms?|clauses?|statements?|parts?|contents?|labels?|items?|"
    r"articles?|subsections?|"
    r"columns?|maps?|appendix|annex|formulations?|pledges?|assertions?|assessments?|commitments?|qualifiers?|"
    r"criticism|caveat|remarks?|texts?|"
    r"warnings?|calls?|demands?|explanations?|notes?|stipulations?|evaluations?)"
)
_REMOVE = (
    r"(?:remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|drop(?:s|ped|ping)?|omit(?:s|ted|ting)?|scrap(?:s|ped|ping)?|"
    r"eras(?:e|es|ed|ing)|cut(?:s|ting)?(?: out)?|struck(?: out)?|strik(?:es|ing)(?: out)?|exclud(?:e|es|ed|"
    r"ing)|expung\w+|"
    r"leav(?:e|es|ing) out|left out|tak(?:e|es|en|ing) out|took out|ditch(?:es|ed|ing)?|jettison\w*|"
    r"discard\w*|eliminat\w+|"
    r"axed|purg\w+|retract\w*|do(?:es|ing)? away with|did away with|abandon(?:s|ed|ing)?|shed(?:s|ding)?|got"
    r" rid of|gets rid of)"
)
SILENT = (
    r"(?:(?:no longer|does not|did not|do not|has not|failed to|fails to|without|stop(?:s|ped)?|ceas\w+ to|"
    r"avoid(?:s|ed)?|neither)"
    r" (?:\w+ly |even |again |any longer |once |at all )*(?:mention\w*|contain\w*|includ\w*|refer\w* to|"
    r"referenc\w*|us(?:e|es|ed|ing)|"
    r"stat\w*|say\w*|cit(?:e|es|ed|ing)|repeat\w*|carr\w+|featur\w*|touch\w* (?:up)?on|speak\w* of|talk\w*"
    r" (?:of|about)|appear\w* to|assert\w*|pledg\w*|call\w* for|have|has)"
    r"|(?:mak(?:es|ing)|made) no (?:mention|reference) (?:of|to)|(?:contain\w*|includ\w*|has|had|carr\w+) no"
    r" (?:mention|reference) (?:of|to)"
    r"|no (?:mention|reference) (?:is |was )?(?:made )?(?:of|to)|(?:the )?(?:removal|omission|deletion|"
    r"absence|disappearance|exclusion) of|silent (?:on|about))"
)
_ADD = (
    r"(?:add(?:s|ed|ing)?|insert(?:s|ed|ing)?|incorporat(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|reinstat(?:e|"
    r"es|ed|ing)|"
    r"restor(?:e|es|ed|ing)|reviv(?:e|es|ed|ing)|reintroduc\w+|br(?:ings|ought) back|inclusion of|addition of|"
    r"newly (?:add\w*|includ\w*|insert\w*|mention\w*|describ\w*|stat\w*|specif\w*|record\w*|writ\w*|list\w*|"
    r"introduc\w*|not\w+|refer\w*|contain\w*)|new(?:ly)? includ\w+|now (?:includes|says|states|mentions|"
    r"refers to|notes|contains|"
    r"specifies|describes|calls for|lists|warns of|cites))"
)
_FIRST_VERB = (
    r"(?:mention\w*|includ\w*|stat(?:e|es|ed|ing)|refer\w* to|describ\w+|cit(?:e|es|ed|ing)|say|says|said|"
    r"not(?:e|es|ed|ing)|"
    r"stipulat\w+|specif\w+|us(?:e|es|ed|ing)|address\w*|contain\w*|carr\w+|call\w* for|warn\w*(?: of|"
    r" about)?|acknowledg\w+|"
    r"devot\w+|list\w*|touch\w* (?:up)?on|express\w*|point\w* out|identif\w+|accus\w+|stress\w*|"
    r"emphasi[sz]\w+|discuss\w*|writ\w+|wrote|featur\w*|set\w* out|referenc\w*|nam(?:e|es|ed|ing)|spell\w*"
    r" out|condemn\w*|criticis\w+|criticiz\w+|raises?|raised|recogni[sz]\w+|pledg\w+)"
)
FIRST = r"(?:for the (?:very )?first time|first[- ]ever|for the first time in [\w ]{1,20})"
_HAVE = (
    r"(?:is|are|was|were|has been|have been|had been|being|been|be|gets?|got|also|now|all|entirely|"
    r"completely|both|quietly|newly|since|again)"
)
_END = (
    r"(?= (?:from|in|into|to|of|within|out of) (?:the |its |this |that |their )?(?:\w+ ){0,2}#\d| ?,?"
    r" ?(?:and|but|while|whereas|although|though|as(?! (?:an? |the )?\^)|after|because|"
    r"following|according|(?<!which )said|instead|reflecting|which(?! (?:said|stated|says|reads?|calls?|"
    r"called|describ|states|had said))|who|amid|when|despite|even|since|so|then|saying|prompting|leaving|"
    r"making|suggesting|signaling|signalling|indicating|underscoring|showing|raising|drawing|sparking)"
    r" (?!(?:its |the |his |their )?[\w']+(?: [\w']+){0,3} ?(?:$|[.;]| from | in (?:the |its )?#)|(?:the"
    r" )?(?:\^|@))| ,? (?:and|but|while|then) (?:then |also |instead |newly )?"
    rf"(?:{_REMOVE}|{_ADD}|replac|us(?:es|ed)|describ|call|inserted)| from (?:the |its )(?:text|document|"
    rf"list|preamble|final|new|latest|previous|official)| ?, [^,;#]{{2,70}}? (?:said|told|reported|says|"
    rf"added|noted|reports|wrote)\b| (?:that|which) (?:was|were|had|has|have|appeared|stood|(?:the |its"
    rf" )?#\d)| (?:this|last) (?:year|time|week|month)| {FIRST}| on (?:mon|tues|wednes|thurs|fri|satur|"
    rf"sun)day| compared (?:with|to)| (?:in|for) (?:the )?(?:previous|earlier|last)\b| (?:used|contained|"
    rf"included|found|carried|seen) in\b| ?[.;:?!()] ?| ?$)"
)
_OBJ = r"(?P<obj>(?:(?! ; )[^#]){2,260}?)"
REMOVED = re.compile(
    rf"\b(?P<verb>{_REMOVE}|{SILENT}) (?!out\b|off\b|in\b|to\b|by\b|below\b|from\b|behind\b){_OBJ}(?: out)?{_END}"
)
# "removed from its statement a pledge", "gone from the text are mentions of", "added to the paper was a section".
TAKEN_FROM = re.compile(
    rf"\b(?P<verb>{_REMOVE}) (?:from|in) (?:the |its )?#\d+ (?=(?:the|an?|any|all|its|references?|"
    rf"mentions?)\b|\^|@){_OBJ}{_END}"
)
PUT_INTO = re.compile(
    rf"\b(?P<verb>{_ADD}) (?:to|into|in) (?:the |its )?#\d+ (?=(?:the|an?|any|all|its|references?|"
    rf"mentions?)\b|\^|@){_OBJ}{_END}"
)
GONE_ARE = re.compile(
    rf"\b(?P<verb>gone|absent|missing|removed|dropped|deleted|omitted|left out)(?: from"
    rf" [^;]{{0,40}}?#\d+)?(?: ,)? (?:is|are|was|were) {_OBJ}{_END}"
)
ADDED_IS = re.compile(
    rf"\b(?P<verb>added|new|inserted|newly added|newly included)(?: (?:to|in|into) [^;]{{0,40}}?#\d+)?(?: ,)?"
    rf" (?:is|are|was|were) {_OBJ}{_END}"
)
NOT_BEFORE = re.compile(
    rf"(?P<obj>\^\d+|(?:the |a ){PIECE} [^;#]{{2,120}}?) ?,? (?P<verb>(?:wording|a phrase|language|words|a"
    rf" term|a line)? ?(?:that |which )?(?:was|were|did|had|is) not (?:been )?(?:appear(?:ed)? |included |"
    rf"found |there )?in (?:the |its )?(?=#\d))"
)
ADDED = re.compile(rf"\b(?P<verb>{_ADD}) (?!that\b|:|in\b|to\b){_OBJ}{_END}")
FIRST_ADDED = re.compile(
    rf"\b(?:(?P<verb>{_FIRST_VERB}) {_OBJ}{_END}(?= ?,?(?:(?! and )[^.;#]){{0,30}}? ?{FIRST})|{FIRST} ?,?"
    rf" (?:(?:the|it|its|this|japan|[@#]\d+|ministry|paper|document)(?: 's)? ){{0,3}}(?:has |had |also |have"
    rf" )?(?P<verb2>{_FIRST_VERB}) (?P<obj2>(?:(?! ; )[^#]){{2,260}}?){_END})"
)
ADDED_FIRST = re.compile(
    rf"\b(?P<verb>{_FIRST_VERB}) ,? ?{FIRST} ,? ?(?:that )?(?P<obj>(?:(?! ; )[^#]){{2,260}}?){_END}"
)
NEW_PART = re.compile(
    rf"\b(?P<verb>a |an |its |the |one |two |three )?(?:brand )?(?:new|separate|dedicated|additional|newly"
    rf" created|fresh|stand-alone|standalone) {PIECE}(?: titled| entitled| called)? (?:on|about|dedicated"
    rf" to|devoted to|covering|saying|stating|that|which|to|of|dealing with|describing|calling|:)?"
    rf" ?{_OBJ}{_END}"
)
_SUBJECT = r"(?P<obj>(?:(?! ; | said | that | but | while | reported | and (?:the|a) )[^#]){2,200}?)"
# Where a subject may begin: after a comma or "and" only with a word that opens a noun phrase.
_OPENS = (
    r"(?:^(?!and |but )|^(?:and|but) |(?<= that )|(?<= said )|(?<= but )|(?<= while )|(?<= ; )|(?:(?<= , )|(?<= and ))"
    rf"(?=(?:the|a|an|any|all|its|this|that|such|both|{PIECE}|\^\d+|@\d+)\b))"
)
_ASIDE = r"(?:, (?:which|that|used|contained|included|found|long|once|a|an|present|first) [^;]{2,100}? , ?)?"
REMOVED_PASSIVE = re.compile(
    rf"{_OPENS}{_SUBJECT} ?{_ASIDE},? ?(?:which .{{2,80}} ,? )?(?:{_HAVE} )+"
    rf"(?:\w+ly )?(?P<verb>{_REMOVE}|absent|missing|gone|nowhere (?:to be found|in sight)|not (?:included|"
    rf"mentioned|repeated|found|there|used)|no longer (?:included|mentioned|used|there|present|found|in|"
    rf"part)|scrubbed|cut)\b"
    rf"|{_OPENS}{_SUBJECT.replace('obj', 'obj2')} ?{_ASIDE}(?:has |have |had |also |does not |did not |no"
    rf" longer )*(?P<verb2>disappear\w*|vanish\w*|appear|appears (?:no more|no longer)|went missing|dropped"
    rf" out)\b"
)
ADDED_PASSIVE = re.compile(
    rf"{_OPENS}{_SUBJECT} ?{_ASIDE},? ?(?:which .{{2,80}} ,? )?(?:(?:{_HAVE} )+(?:\w+ly )?"
    rf"(?P<verb>added|inserted|incorporated|introduced|reinstated|restored|revived|reintroduced|newly"
    rf" (?:add\w*|includ\w*|insert\w*|mention\w*|describ\w*|stat\w*|specif\w*|record\w*|writ\w*|list\w*|"
    rf"introduc\w*|not\w+|refer\w*|contain\w*)|"
    rf"(?:included|mentioned|cited|stated|described|used|written|noted|named|listed)(?= ?.{{0,40}}{FIRST}))"
    rf"|(?:has |have |had |also )*(?P<verb2>appear\w*|reappear\w*|returned|came back|emerge\w*)(?="
    rf" ?.{{0,40}}(?:{FIRST}|again|after|newly)| ?[.;]))"
)
TO = re.compile(
    r"\b(?P<verb>chang\w+|revis\w+|reword\w+|rephras\w+|amend\w+|modif\w+|alter\w+|replac\w+|substitut\w+|"
    r"swapp\w+|tweak\w+|edit\w+|rewrit\w+|rewrote|rewritten|shift\w+|switch\w+|went|upgrad\w+|downgrad\w+|"
    r"strengthen\w+|soften\w+|water\w+ down|toned? down|adjust\w+|became|turn\w+|move[ds]?|moving|updat\w+|"
    r"put|recast\w*|toughen\w*)"
    r"(?: [^#^;]{0,80}?)? (?:from )?(?P<old>\^\d+)(?: [^#^;]{0,40}?)?(?: (?:in|of) (?:the |its |january |"
    r"december |\w+ 's )?#\d+)? ?,? (?:to|with|by|into|for|becoming)(?: [^#^;]{0,50}?)? (?P<new>\^\d+)"
)
BECAME = re.compile(
    r"(?P<old>\^\d+)(?: [^#^;]{0,60}?)?(?: (?:in|of) (?:the |its |\w+ 's )?#\d+)? ?,? (?P<verb>(?:was|were|"
    r"has been|had been|is|being) (?:\w+ly )?(?:changed|replaced|reworded|rephrased|revised|amended|modified|"
    r"altered|substituted|softened|updated|swapped|strengthened|watered down|turned|downgraded|upgraded|"
    r"rewritten)|became|becomes|turned|gave way|gives way|giving way)(?: [^#^;]{0,30}?)? (?:to |with |by |"
    r"into |for )?(?:read |say |state )?(?:the phrase |the words? |the expression |a reference to"
    r" )?(?P<new>\^\d+)"
)
INSTEAD = re.compile(
    r"(?P<new>\^\d+)(?: [^#^;]{0,60}?)? ?,? (?P<verb>instead of|rather than|in place of|replacing|compared"
    r" (?:with|to)|as opposed to|versus|in contrast to|unlike)(?: [^^;]{0,80}?)? (?P<old>\^\d+)"
    r"|(?P<verb2>instead of|rather than|in place of|whereas|while|where)(?: [^^;]{0,80}?)? (?P<old2>\^\d+)(?:"
    r" [^^;]{0,80}?)? ?,? (?P<new2>\^\d+)"
)
ANSWER = re.compile(

        r"\b(?P<what>(?:as )?(?:an? |its |their |apparent |possible |likely |direct |kind of |sort of )*(?:\^\d+"
        r" |tit-for-tat |tit for tat |retaliation |revenge |payback |quid pro quo "
        r"|(?:retaliatory |counter)(?=move|response|measure|step|action|answer))(?:move|response|"
        r"measure|step|action|answer|gesture|reaction)?"


        r"|(?:as )?(?:an? |its |apparent |possible |likely |direct )+(?:answer|response|reply|retaliation|"
        r"reaction|counter\w*|riposte|payback|reprisal) (?:to|for|against)(?: the| its)? ?(?:[@#]\d+|"
        r"[\w']+){1,2}(?: [\w@#']+){0,6}"


        r"|in (?:apparent |possible |likely |direct )?(?:response|retaliation|return|answer|reaction|reprisal)"
        r" (?:to|for|against)(?: the| its)? (?:[\w@#']+ ){1,8})"

)  # fmt: skip
TIT = re.compile(
    r"tit[- ]for[- ]tat|retaliat|counter|answer|response|reply|payback|revenge|return|react|riposte|reprisal"
)
REVISION = re.compile(
    r"\b(?:revision|rewording|change|description|downgrad\w*|statement|wording|label\w*|it|this|that|them|"
    r"removal|move|paper)\b|#\d"
)
WHOSE = re.compile(
    r"(?P<who>@\d+) 's (?:\w+ )?(?:revision|rewording|change|downgrad\w*|move|decision|removal|description|"
    r"wording|new|statement|label)"
)
