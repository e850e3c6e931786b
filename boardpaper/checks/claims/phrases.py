"""The words in which papers say that something went up, went down or stayed, and the words that take it back."""

import re
from collections.abc import Sequence

from boardpaper.checks.claims.sentences import CHANGE, Q

_UP = {
    "past": r"rose|risen|increased|grew|grown|climbed|jumped|surged|soared|lengthened|gained|swelled|doubled|"
            r"(?:went|gone|crept|shot) up",
    "plain": r"rises?|increases?|grows?|climbs?|goes? up",
    "going": r"rising|increasing|growing|climbing|going up|lengthening",
    "noun": r"rise|increase|growth|upturn|jump|surge|climb|upward trend",
    "than": r"higher|longer|greater|larger",
}  # fmt: skip
_DOWN = {
    "past": r"fell|fallen|decreased|declined|dropped|reduced|dipped|eased|slipped(?: back)?|shrank|shrunk|shortened|"
            r"lessened|(?:came|come|went|gone|crept) down|halved",
    "plain": r"falls|fall|decreases?|declines?|drops?|reduces?|goes? down",
    "going": r"falling|decreasing|declining|dropping|shrinking|coming down|going down",
    "noun": r"reduction|decrease|decline|drop|fall|downturn|dip|downward trend",
    "than": r"lower|shorter|smaller",
}  # fmt: skip
# What follows a verb that has no object: a reported fall, not "reduced capacity" or "the force increased patrols".
_NO_OBJECT = (
    rf"(?=\s*(?:$|[,.;:()–—]|(?:to|by|from|over|in|on|at|again|with|and|but|as|since|for|this|last|during|between|when|"
    rf"compared|against|year|slightly|sharply|significantly|steadily|markedly|considerably|substantially|further|"
    rf"alongside|across|after|despite|because|while|marginally|{Q}|{CHANGE})(?:\b|(?<=[{Q}{CHANGE}]))))"
)


def _direction(words: dict[str, str]) -> str:
    """An expression for the words of one direction, each form only where it reports: what stands around it tells."""
    past, plain, going, noun, than = (words[form] for form in ("past", "plain", "going", "noun", "than"))
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
        _after(("been", "is", "are", "was", "were"), going),
        # "A fall in burglary."
        rf"(?:{noun})(?= (?:in|of|from|to)\b)",
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
_STABLE = (
    r"(?:broadly |relatively |fairly |largely )?"
    r"(?:stable|steady|flat|constant|level(?= (?:at|with))|similar|consistent)"
    r"|changed (?:very )?little|little change(?:d)?|held steady"
)
_NEGATED = re.compile(
    r"(?:\b(?:to|will|would|may|might|could|should|can|must|shall|cannot|not|never|no|without|if|whether|help|helped|"
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
    rf"(?:(?<=[,(] )|{_AFTER_BE})(?P<way>up|down)"
    rf"(?= (?:by |on |from |at |against |to |sharply |slightly )*(?:{Q}|the |a |last |two |one ))",
    re.IGNORECASE,
)
# "Remains below the baseline" says as much as "has fallen from it".
BESIDE_BASELINE = re.compile(
    r"\b(?P<way>above|below)(?= (?:the |its |our |that of the |the level of the )?(?:\w+ )?"
    r"(?:baseline|previous year|year before|last year['’]s))",
    re.IGNORECASE,
)
LEVEL = re.compile(rf"\b(?:{_LEVEL})\b", re.IGNORECASE)
STABLE = re.compile(
    rf"\b(?:{_STABLE})\b(?! (?:increase|decrease|rise|fall|growth|decline|stream|reduction))", re.IGNORECASE
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
    return _NEGATED.search(before) is not None or _WISHED.search(before) is not None
