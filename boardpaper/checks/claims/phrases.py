"""The words in which papers say that something went up, went down or stayed, and those that deny or take it back."""

import re
from collections.abc import Sequence

from boardpaper.checks.claims.sentences import CHANGE, Q

_UP = {
    "past": r"rose|risen|increased|grew|grown|climbed|jumped|surged|soared|lengthened|gained|swelled|swollen|doubled|"
            r"rocketed|leapt|mounted|ballooned|spiralled|mushroomed|spiked|expanded|"
            r"(?:went|gone|crept|shot|edged|inched|ticked|nudged|moved|drifted|picked) up",
    "plain": r"rises?|increases?|grows?|climbs?|(?:goes?|creeps?|edges?) up",
    "going": r"rising|increasing|growing|climbing|(?:going|creeping|edging|inching) up|lengthening|soaring|surging|"
             r"mounting|swelling",
    "noun": r"rise|increase|growth|upturn|uptick|jump|surge|spike|climb|upward trend",
    "than": r"higher|longer|greater|larger",
    "made": r"raised|lifted|boosted|(?:driven|pushed|brought|put) up",
}  # fmt: skip
_DOWN = {
    "past": r"(?:fell|fallen|dropped|dropping)(?: back| away| off)?|decreased|declined|reduced|dipped|"
            r"eased(?: (?:back|off))?|slipped(?: back)?|shrank|shrunk|shortened|lessened|tumbled|plunged|plummeted|"
            r"slumped|slid|sank|sunk|dwindled|diminished|waned|subsided|contracted|receded|collapsed|crashed|"
            r"tailed off|tapered off|(?:came|come|went|gone|crept|edged|inched|ticked|nudged|moved|drifted) down|"
            r"halved",
    "plain": r"falls|fall|decreases?|declines?|drops?|reduces?|(?:goes?|comes?|creeps?|edges?) down",
    "going": r"falling|decreasing|declining|dropping|shrinking|(?:coming|going|creeping|edging|inching) down|easing|"
             r"tumbling|plunging|plummeting|dwindling|diminishing|subsiding",
    "noun": r"reduction|decrease|decline|drop|fall|downturn|dip|slump|plunge|downward trend",
    "than": r"lower|shorter|smaller",
    "made": r"cut(?: back)?|trimmed(?: back)?|slashed|lowered|curbed|pared(?: back)?|(?:driven|brought|pushed) down",
}  # fmt: skip
# What follows a verb that has no object: a reported fall, not "reduced capacity" or "the force increased patrols".
_NO_OBJECT = (
    rf"(?=\s*(?:$|[,.;:()–—]|(?:to|by|from|over|in|on|at|again|with|and|but|as|since|for|this|last|during|between|when|"
    rf"compared|against|year|slightly|sharply|significantly|steadily|markedly|considerably|substantially|further|"
    rf"alongside|across|after|despite|because|while|marginally|{Q}|{CHANGE})(?:\b|(?<=[{Q}{CHANGE}]))))"
)


_FORMS = ("past", "plain", "going", "noun", "than", "made")
_BE = ("been", "is", "are", "was", "were")


def _direction(words: dict[str, str]) -> str:
    """An expression for the words of one direction, each form only where it reports: what stands around it tells."""
    past, plain, going, noun, than, made = (words[form] for form in _FORMS)
    forms = (
        # "Burglary fell", not "reduced capacity".
        rf"(?:{past}){_NO_OBJECT}",
        # "Burglary continues to fall."
        _after(("continues to", "continued to", "continue to"), plain),
        # "Burglary falls by 8%."
        rf"(?:{plain})(?= (?:to|by|from) (?:\w+ )?{Q})",
        # "A figure falling to 12."
        rf"(?:{going})(?= (?:\w+ )?(?:to|by|from)\b)",
        # "Burglary is falling."
        _after(_BE, going),
        # "A fall in burglary", "a fall on the year before".
        rf"(?:{noun})(?= (?:in|of|from|to)\b| on (?:the |last |{Q}))",
        # "Grants were cut to 53", not "the force cut costs".
        _after(_BE, rf"(?:{made})(?= (?:to|by|from)\b)"),
        # "Lower than the year before."
        rf"(?:{than})(?=(?: \w+){{0,3}},? (?:than|at|with|in)\b|[,.;])",
    )
    return "|".join(forms)


def _after(leads: Sequence[str], words: str) -> str:
    """An expression for `words` behind any of `leads`, which a look-behind takes only one by one."""
    return "|".join(rf"(?<=\b{lead} )(?:{words})" for lead in leads)


_LEVEL = (
    r"unchanged|the same(?! (?:period|time|day|month|quarter|year|way|as)\b)|identical|did not change|no change|"
    r"not changed"
)
# "Broadly unchanged" says no more than stable.
_BROADLY = ("broadly", "largely", "virtually", "almost", "practically", "relatively", "nearly", "essentially", "much")
_NOT_BROADLY = "".join(rf"(?<!\b{word} )" for word in _BROADLY)
_STABLE = (
    r"(?:broadly |relatively |fairly |largely )?"
    r"(?:stable|steady|flat|constant|level(?= (?:at|with))|similar|consistent)"
    r"|changed (?:very )?little|little change(?:d)?|held steady"
    rf"|neither (?:{_UP['past']}) nor (?:{_DOWN['past']})|neither (?:{_DOWN['past']}) nor (?:{_UP['past']})"
)
_NOT_DONE = (
    r"(?:did|does|do) not|(?:did|does|do)n['’]t|fail(?:s|ed)? to|failing to|ha(?:s|ve|d) (?:yet|failed) to|never"
)
_NOT_BEEN = (
    r"(?:(?:has|have|had|is|are|was|were) (?:not|never)|(?:has|have|had|is|are|was|were)n['’]t)(?: yet)?(?: been)?"
)
# "Has not fallen as much", "did not rise above" deny no more than how far.
_NO_DEGREE = (
    r"(?! (?:to|by|below|above|beyond|under|over|as|so|enough|far|fast|quickly|further|much|since|sufficiently|quite|"
    r"significantly|substantially|sharply|evenly|everywhere|uniformly|for all|in all|in every)\b)"
)
_BASE = {1: "rise|increase|grow|climb|go up|come up", -1: "fall|decrease|decline|drop|reduce|come down|go down|ease"}
_BETTER_BASE = {1: "improve|get better", -1: "worsen|deteriorate|get worse"}


def _denial(words: dict[str, str], base: str) -> re.Pattern[str]:
    """An expression for what is said not to have gone one way: “has not fallen”, “failed to rise”, “no fall in”."""
    forms = (
        rf"(?:{_NOT_DONE}) (?:{base})",
        rf"(?:{_NOT_BEEN}) (?:{words['past']}|{words['going']})",
        rf"no (?:{words['noun']})(?= (?:in|of)\b)",
        rf"(?:is|are|was|were|stands|stood) no (?:{words['than']})(?= than (?!{Q}))",
    )
    return re.compile(rf"\b(?:{'|'.join(forms)})\b{_NO_DEGREE}", re.IGNORECASE)


_BETTER_WORDS = {"past": "improved", "going": "improving|getting better", "noun": "improvement", "than": "better"}
_WORSE_WORDS = {
    "past": "worsened|deteriorated", "going": "worsening|deteriorating|getting worse", "noun": "deterioration",
    "than": "worse",
}  # fmt: skip
DENIED = {1: _denial(_UP, _BASE[1]), -1: _denial(_DOWN, _BASE[-1])}
DENIED_BETTER = {1: _denial(_BETTER_WORDS, _BETTER_BASE[1]), -1: _denial(_WORSE_WORDS, _BETTER_BASE[-1])}
_WHETHER = re.compile(r"\bwhether\b[^.;:,]*$", re.IGNORECASE)
_NEITHER = re.compile(r"\bneither\b[^.;:,]*\bnor\b[^.;:,]*$", re.IGNORECASE)
_DOUBTED = re.compile(
    r"\b(?:if|unless|whether|until|would|should|could|might|may|will|expect\w*|forecast\w*|ensur\w+|why)\b[^.;:]*$",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\b(?:to|will|would|may|might|could|should|can|must|shall|cannot|not|never|no|neither|nor|without|if|whether|help|helped|"
    r"helps|after|before|until|despite|than|when|n't|prevent|any|future|possible|expected|likely|potential|further "
    r"work to|target(?:ed)?|aim(?:s|ed)? (?:for|at)|forecast|projected|planned)\s+(?:\w+ly )?(?:an? |the |be )?)$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:aim|target|goal|objective|ambition|hope|hoped|plan|plans|want|seek|expectation|commitment|priority)\b[^.;:,]{0,25}$",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\bcontinue[sd]? to\s+$", re.IGNORECASE)
_AFTER_BE = "(?:" + "|".join(rf"(?<=\b{word} )" for word in ("is", "are", "was", "were", "now", "stands")) + ")"
UP = re.compile(rf"\b(?:{_direction(_UP)})", re.IGNORECASE)
DOWN = re.compile(rf"\b(?:{_direction(_DOWN)})", re.IGNORECASE)
# "Is up 24% on", "down from", ", up by": never "up and down" or "made up".
ADVERB = re.compile(
    rf"(?:(?<=[,(] )|{_AFTER_BE})(?:\w+ly )?(?P<way>up|down)"
    rf"(?=,? (?:by |on |from |at |against |to |sharply |slightly )*(?:{Q}|the |a |last |two |one ))",
    re.IGNORECASE,
)
# "Remains below the baseline" says as much as "has fallen from it".
BESIDE_BASELINE = re.compile(
    r"\b(?P<way>above|below)(?= (?:the |its |our |that of the |the level of the )?(?:\w+ )?"
    r"(?:baseline|previous year|year before|last year['’]s))",
    re.IGNORECASE,
)
LEVEL = re.compile(rf"{_NOT_BROADLY}\b(?:{_LEVEL})\b", re.IGNORECASE)
STABLE = re.compile(
    rf"\b(?:(?:{'|'.join(_BROADLY)}) (?:{_LEVEL})|{_STABLE})\b"
    r"(?! (?:increase|decrease|rise|fall|growth|decline|stream|reduction))",
    re.IGNORECASE,
)
BETTER = re.compile(
    rf"\b(?:improved{_NO_OBJECT}|got better|{_AFTER_BE}(?:improving|better)|improvement(?= in\b))", re.IGNORECASE
)
WORSE = re.compile(rf"\b(?:worsened|deteriorated|got worse|{_AFTER_BE}worse|deterioration(?= in\b))", re.IGNORECASE)
MORE = re.compile(
    r"(?<!\bno )(?<!\bone )\b(?P<more>more|fewer|less)(?! (?:than|and|or|of|to|likely|widely|quickly)\b) "
    r"(?P<what>(?:\w+ ?){1,3})",
    re.IGNORECASE,
)
# A comparison with something else than the period that the readings compare with.
OTHER_COMPARISON = re.compile(
    r"\b(?:(?:last|previous|past|recent|latest|coming|next|each|every|few|several) (?:\w+ )?"
    r"(?:months?|weeks?|quarters?|decades?|summer|winter|days?)"
    r"|(?:over|in|for|of) (?:the )?(?:last |past |recent |several |many |some |a number of )+(?:\w+ )?years?"
    r"|of late|recently|lately|since\b(?! the (?:baseline|year before))|month on month|quarter on quarter"
    r"|peak\w*|pandemic|covid|lockdown|nationally|national average|average|target|elsewhere|other forces"
    r"|similar forces|regional(?:ly)?|forecast|expected|predicted|country|countries|england|seasonal\w*"
    r"|\w+ months|the quarter|decade)\b",
    re.IGNORECASE,
)
# A comparison with the year before, which a baseline of another time does not answer.
YEAR_COMPARISON = re.compile(
    r"\b(?:year before|previous year|last year|year on year|year-on-year|a year (?:ago|earlier)|this year"
    r"|(?:over|on|in) the year|twelve months (?:ago|earlier|before)|12 months (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
_SOFT_WORDS = (
    "an?|the|about|around|almost|nearly|just|over|under|more|less|than|some|roughly|approximately|only|further"
)
_SOFT = rf"(?:(?:{_SOFT_WORDS}) )*"
_WAY = r"(?:rise|increase|growth|fall|drop|decrease|decline|reduction|cut|gain|saving|uplift)"
_MORE = r"(?:more|fewer|less|higher|lower|longer|shorter)"
# Where the size stands: after the word of direction, or before it; `size` is the number.
SIZES = (
    re.compile(rf"\b(?:by|gained|up|down|lost) {_SOFT}(?P<size>{Q})(?! and {Q})", re.IGNORECASE),
    re.compile(rf"\b{_WAY} of {_SOFT}(?P<size>{Q})", re.IGNORECASE),
    re.compile(rf"(?P<size>{Q}) {_WAY}\b", re.IGNORECASE),
    re.compile(rf"(?P<size>{Q}) (?:\w+ )?{_MORE}\b", re.IGNORECASE),
)


def is_taken_back(words: str, at: int) -> bool:
    """Whether the word at `at` is only wished, denied, feared or foreseen: “to reduce”, “will fall”, “did not rise”."""
    before = words[:at]
    if _CONTINUED.search(before):
        return False
    return any(pattern.search(before) for pattern in (_NEGATED, _WISHED, _NEITHER, _WHETHER))


def is_doubted(words: str, at: int) -> bool:
    """Whether what is denied at `at` is only asked, feared or wished not to be so."""
    return _DOUBTED.search(words[:at]) is not None or _WISHED.search(words[:at]) is not None
