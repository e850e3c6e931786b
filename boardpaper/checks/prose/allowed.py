"""Numbers that are no figures: dates, times, lengths of time, references, names, ages, ranks and turns of phrase."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from boardpaper.model.kpi import MONTHS
from boardpaper.model.numerals.english import UNDER_HUNDRED as _SMALL
from boardpaper.model.numerals.english import cardinal
from boardpaper.model.pattern import compiled, in_small_letters

_N = rf"(?:\d{{1,4}}|{_SMALL})"
# Who counts the list below says so in words up to here.
_MOST_COUNTED = 12
# But for codes, all expressions below are for text in small letters.
_MONTH = "(?:" + "|".join([*MONTHS, *(f"{name[:3]}\\.?" for name in MONTHS), "sept\\.?"]).lower() + ")"
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DASH = r"\s?[-–—/]\s?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|and)\s)"
_TIME_UNIT = (
    r"(?:(?:calendar|financial|working|full|consecutive|successive|whole|complete) )?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|terms?)"
)
# What a number follows when it says how long a stretch of time is, and not how much of it something took.
_STRETCH = (
    r"last|past|previous|next|coming|following|rolling|latest|preceding|recent|first|final|every|within|over|"
    r"under the age of|each of|same|whole|full|after|least|another|further"
)
_YEAR_BEFORE = (
    rf"{_MONTH}|in|since|from|to|by|of|until|before|after|during|late|early|mid|the|year|and|for|through|between|or|"
    r"ending|ended|order|act|regulations?|rules?|bill|census|edition|wales|england|scotland|summer|autumn|winter|"
    r"spring|on|than|against|with"
)
_REFERENCE = (
    r"paragraphs?|paras?|sections?|sub-?sections?|appendix|appendices|annex(?:es)?|pages?|pp?\.|tables?|figures?|charts?|"
    r"items?|recommendations?|questions?|parts?|schedules?|chapters?|footnotes?|notes?|lines?|options?|phases?|stages?|"
    r"tiers?|levels?|bands?|categor(?:y|ies)|grades?|class(?:es)?|steps?|versions?|objectives?|outcomes?|pillars?|themes?|"
    r"strands?|priorit(?:y|ies)|areas?|zones?|wards?|rooms?|floors?|regulations?|articles?|clauses?|rules?|orders?|"
    r"directives?|protocols?|codes?|standards?|principles?|q|quarters?|months?|weeks?|days?|years?|number|numbers|no\.|"
    r"nos\.|operation|project|exercise|routes?|roads?|junctions?|units?|measures?|groups?|types?|sch\.|s\.|ss\.|art\.|"
    r"reg\.|c\.|box|lots?|column|row|volume|vol\.|issue|edition|ref\.?|reference|case|minute|scope|domain|kpi|target"
)
_PEOPLE = (
    r"people|persons?|children|adults?|men|women|boys|girls|victims?|suspects?|offenders?|residents?|anyone|those|"
    r"patients?|pupils?|students?|young people|users?|males?|females?|admissions of people|aged?|ages?"
)
_OF_A_TEXT = (
    r"appendices|annexes|ways|statements?|reasons?|areas?|themes?|priorities|sections?|parts?|options?|recommendations?|"
    r"questions?|stages?|phases?|strands?|objectives?|aims?|pillars?|principles?|points?|items?|papers?|reports?|factors?|"
    r"measures?|categories|kinds?|sorts?|types?|things?|issues?|tables?|charts?|paragraphs?|documents?|headings?|"
    r"elements?|components?|workstreams?|levels?|steps?|criteria|respects?|risks?|findings|conclusions?|outcomes?|topics?"
)
_EVENTS_AND_PERSONS = (
    r"homicides?|murders?|deaths?|fatalit\w+|offences?|crimes?|incidents?|arrests?|charges?|cases?|complaints?|"
    r"victims?|persons?|people|officers?|injur\w+|shootings?|discharges?|robber\w+|burglar\w+|stabbings?|collisions?|"
    r"referrals?|warrants?|falls?|patients?|inspections?|children|child|man|woman|boy|girl|breach(?:es)?"
)


class _Allowance(Struct, frozen=True):
    """A stretch of text whose numbers are no figures, and why."""

    start: int
    end: int
    reason: str


class Allowances:
    """The stretches of a text whose numbers need no source, looked for as they are asked for.

    `items` counts the list that follows the text; `names` are words that the author has said to be no figures. What
    comes late in the order of reasons is sought only where nothing before it explains a number.
    """

    def __init__(self, text: str, items: int = 0, names: Iterable[str] = ()) -> None:
        self._found: list[_Allowance] = []
        self._more = chain(_named(text, names), _stretches(text, items))

    def reason_for(self, start: int, end: int) -> str:
        """Why the number from `start` to `end` is allowed, or nothing."""
        return next((each.reason for each in self._in_order() if each.start <= start and end <= each.end), "")

    def _in_order(self) -> Iterator[_Allowance]:
        """What explains numbers, in the order of the patterns, each worked out once and only when asked for."""
        yield from tuple(self._found)
        for each in self._more:
            self._found.append(each)
            yield each


def _named(text: str, names: Iterable[str]) -> Iterator[_Allowance]:
    """The names that the author allows, wherever they stand."""
    return (_Allowance(at, at + len(name), "allowed by the author") for name in names for at in _places(text, name))


def _places(text: str, name: str) -> Iterator[int]:
    """Every place where a name stands."""
    at = text.find(name) if name else -1
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _stretches(text: str, items: int) -> Iterator[_Allowance]:
    """Everything in the text that explains a number in it: dates, codes, turns of phrase and the like."""
    small = in_small_letters(text)
    for reason, patterns in _ALLOWED:
        for pattern in patterns:
            yield from _each(pattern, text if patterns is _CODES else small, reason)
    yield from (each for each in _each(_BARE_YEAR, small, "date") if _is_year(text, small, each))
    yield from (each for each in _each(_ONE, small, "turn of phrase") if not _counts_one(text, small, each))
    if compiled(_SCORED).search(small):
        yield from _each(_SCALE, small, "scale")
    if items and text.rstrip().endswith(":"):
        yield from _each(rf"\b(?:{_word(items)})\b", small, "counts the list below")


def _each(pattern: str, text: str, reason: str) -> Iterator[_Allowance]:
    return (_Allowance(match.start(), match.end(), reason) for match in compiled(pattern).finditer(text))


def _is_year(text: str, small: str, found: _Allowance) -> bool:
    """Whether four digits are a year: not where they count something, as in “2021 offences”."""
    before, after = small[: found.start].rstrip(), text[found.end :]
    if re.search(rf"(?:^|[\s(“‘\"'])(?:{_YEAR_BEFORE})$", before):
        return not re.match(r"\s+(?:offences|crimes|incidents|people|cases|officers|calls|victims)\b", after)
    return not re.match(r"\s+[a-z]{3,}s\b", after) or before.endswith(("(", ",", ":"))


def _counts_one(text: str, small: str, found: _Allowance) -> bool:
    """Whether “one” counts something here, and is no turn of phrase."""
    before, after = small[: found.start], text[found.end :]
    counted = re.match(rf"\s+(?:\w+\s+)?(?:{_EVENTS_AND_PERSONS})\b", small[found.end :])
    if counted and not re.search(r"\b(?:the|this|that|each|any|no|every)\s+$", before):
        return True
    if re.match(r"\s+(?:was|were|is)\b", after) and re.search(rf"\b(?:{_SMALL})\b|\d", before):
        return not re.search(r"\b(?:no|each|every|this|that|any|which)\s+$", before)
    fell = r"\b(?:from|to|by|than|only|just|was|were|total of|of which|of whom|of them|of these,?)\s+$"
    return re.search(fell, before) is not None and re.match(r"[,.;)]|\s+to\b", after) is not None


def _word(number: int) -> str:
    """A pattern for a number in words or figures."""
    return f"{cardinal(number)}|{number}" if number <= _MOST_COUNTED else str(number)


_ONE = r"\bone\b(?! (?:in|out of) )(?![ -](?:third|quarter|half|fifth|tenth|hundred|thousand|million))"
_BARE_YEAR = rf"(?<![\w,./£$€%-]){_YEAR}(?![\w%]|[,.]\d|/\d)"
_SCORED = r"\bscor|\brat(?:ed|ing)|\bscale|\bmarks?\b|\bstars?\b"
_SCALE = (
    rf"\b{_N}(?: or (?:more|above|higher|over|less|below|lower))?,? out of (?:5|7|10|100|five|seven|ten)\b|"
    rf"\bscale (?:of|from) {_N}{_TO}{_N}\b|\bout of (?:5|7|10|100|five|seven|ten)\b"
)
_DATES = (
    rf"\b{_DAY}(?:{_TO}{_DAY})? (?:of )?{_MONTH}(?:,? {_YEAR})?\b|\b{_MONTH} {_DAY}(?:,? {_YEAR})?\b",
    rf"\b{_MONTH},? ?['’]?(?:{_YEAR}|\d{{2}})\b",
    rf"(?<![\w,.£])(?:fy ?)?{_YEAR}{_DASH}(?:{_YEAR}|\d{{2}})(?![\d,.]\d|\w|%)",
    r"(?<![\w,./£])\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d{2}(?![\w/])|(?<!\w)(?:19|20)\d{2}-\d{2}(?:-\d{2})?(?!\w)",
    rf"\b(?:{_YEAR}|\d0)s\b|\bq[1-4]\b|\b(?:mid|late|early)-{_YEAR}\b",
)
_TIMES = (
    r"\b\d{1,2}:\d{2}(?: ?(?:am|pm|hrs|hours))?\b|\b\d{1,2}\.\d{2} ?(?:am|pm|hrs|hours)\b|\b\d{1,2} ?(?:am|pm)\b",
    r"\b24/7\b|\b\d{2}00 ?(?:hrs|hours)\b|\b[1-9] o['’]clock\b",
)
_LENGTHS = (
    rf"\b(?:{_STRETCH}) (?:\w+ )?(?:{_N}{_TO})?{_N}[ -]{_TIME_UNIT}\b",
    rf"\b{_N}[ -](?:second|minute|hour|day|week|month|quarter|year)\b",
    rf"\b{_N} (?:full|whole|complete) {_TIME_UNIT}\b|\b(?:in|for|of) (?:the )?{_N} (?:\w+ )?years\b",
    rf"\b{_N} {_TIME_UNIT} (?:ago|earlier|later|before|after|old|running|in a row|beforehand|previously)\b",
    rf"\b(?:no|not) (?:more|less|fewer|later|longer) than {_N} {_TIME_UNIT}\b",
    rf"\b{_N} {_TIME_UNIT} (?:to|ending|ended|up to) (?:{_DAY} )?{_MONTH}\b",
)
_PROVISION = r"\d+\w*(?:\(\w+\))*"
_LAWS = (
    r"\b(?:act|order|regulations|rules|bill|measure|directive) \d{4}\b|\bsi \d{4}/\d+|\b(?:no\.?|c\.) ?\d+\b",
    rf"\b(?:regulation|section|article|schedule|s|paragraph)s?\.? ?{_PROVISION}"
    rf"(?:(?:,| and| or| to|-|–) ?{_PROVISION})*",
)
_NUMBERED = r"\d+[a-z]?(?:\.\d+)*"
_REFERENCES = (
    rf"\b(?:{_REFERENCE}) ?{_NUMBERED}(?:\(\w+\))*(?:(?:,|,? and|,? or| to|{_DASH}| &) ?{_NUMBERED})*(?![\d%]|,\d)",
    rf"\b(?:phase|stage|option|part|chapter|tier|level|step|day|week|number|priority|objective) (?:{_SMALL})\b",
    r"^\(?\d{1,3}(?:\.\d+)*[.)]\s|\[\d{1,3}\]|^\s*\d{1,3}(?:\([a-z]\)|[a-z])\s*$",
)
_CALLS = r"(?:101|999|111|112|105|119)"
_CALL_NUMBERS = (
    rf"\b{_CALLS}(?=,? ?(?:calls?|callers?|emergency|non-emergency|contacts?|services?|lines?|demand|performance|"
    r"abandon\w*|answer\w*|number|league|handl\w*|online|data|target|standard|system|traffic|volumes?|wait\w*|"
    rf"response|[“\"'‘(/&-]|(?:and|or) {_CALLS}))",
    r"\b(?:call(?:s|ed|ing|ers?)?|dial(?:s|led|ling)?|ring(?:ing)?|rang|phon\w+|via|through|using|on|nhs|emergency|"
    rf"contact|and|or)(?: (?:to|the|on|via))* {_CALLS}\b(?! [a-z]+s\b)",
)
_CODES = (
    r"\b(?:[A-Z]+[-/&]?\d[\w./()-]*|\d+[A-Z][\w./-]*|[A-Z]{2,}[-/ ]\d+[/-]\d[\w./-]*)(?<![.,;:)])",
    r"\b(?:ISO|BS|EN|PAS|WCAG|SI|PDF/A|MP|Office|Windows|COVID|Covid)[- ]\d[\d:./-]*\d?\b|\b\d[DG]\b|\b[a-z]\d\b",
)
_AGES = (
    rf"\b(?:{_PEOPLE})(?: who (?:are|were))?(?: aged?| of age)? (?:under|over|below|above|between|from|up to)? ?"
    rf"(?:the age of )?\d{{1,2}}(?:{_TO}\d{{1,2}})?(?! ?%|,\d|\d)\b"
    r"(?: (?:and|or) (?:over|under|above|below|older|younger)\b)?",
    r"\b(?:under|over)s?[- ]?\d{1,2}s\b|\bunder[- ]\d{1,2}s?\b(?=['’]s|[ -](?:year|young|people|child))",
    rf"\bthe age of {_N}\b|\bage(?:d|s)? (?:group )?{_N}\b|\b\d{{1,2}}{_TO}\d{{1,2}}s\b",
    rf"\b{_N}(?:{_TO}{_N})?[- ](?:year|month)s?[- ]olds?\b",
    r"\b(?:under|over)[- ]\d{1,2}s?\b(?= (?:victims|year|people|children))",
    r"\b\d{2}(?:\+| plus| and over| or over)(?= |$)",
)
_RANKS = (r"\b\d+(?:st|nd|rd|th)\b|\btop (?:\d+|five|ten|three|two|four)\b|\bfirst (?:two|three|four|five)\b",)
_PHRASES = (
    r"\bnumber one\b",
    r"\bone[- ](?:off|to[- ]one|stop|way|sided|another|size)\b|\bone or (?:two|more)\b|\b(?:at|in) one\b",
    r"\btwo[- ](?:way|tier)\b|\b50[/:-]50\b|\b360[ -]degrees?\b|\b4x4s?\b",
    r"\b(?:the|these|those|his|her|its|our|their|between the) two\b(?! (?:year|month|week|day|quarter))",
    r"\b(?:these|those) (?:three|four|five)\b|\bthe (?:three|four|five|six) of (?:them|us)\b",
)
_RATES = (r"\bper (?:1|10|100)(?:,?000){0,2}(?= [a-z])|\bper (?:one |a )?(?:hundred|thousand|million)(?: thousand)?\b",)
_OWN_PARTS = (
    rf"\b(?:{_SMALL})(?: (?:main|key|further|other|new|broad|separate|distinct|different))? (?:{_OF_A_TEXT})\b",
)
_ALLOWED = (
    ("address", (r"(?:https?://|www\.)\S+|\S+@\S+\.\w+",)),
    ("date", _DATES),
    ("time of day", _TIMES),
    ("length of time", _LENGTHS),
    ("law", _LAWS),
    ("reference", _REFERENCES),
    ("telephone number", (r"(?<!\w)(?:\+44|0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b",)),
    ("call number", _CALL_NUMBERS),
    ("reference code", _CODES),
    ("age", _AGES),
    ("rank", _RANKS),
    ("turn of phrase", _PHRASES),
    ("rate", _RATES),
    ("counts the paper's own parts", _OWN_PARTS),
    ("no exact number", (r"\b(?:hundreds|thousands|millions|billions|dozens) of\b",)),
)
