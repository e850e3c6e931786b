"""Whether a passage reads like what reports of any matter say, or like the law: to weigh what only few papers say."""

import re
from collections.abc import Sequence
from functools import lru_cache

from boardpaper.checks.leaks.words import STOCK_WORDS

# How words begin that reports of any matter are made of.
_MODEL = """
accord account action address adequa adopt advice advis affect agenda agree aim allocat also appendi appropria approv
aris arrange ask assess assum assur attach audit author background balance base been behalf benefi board body budget
business carbon carr case cease chair change characteristic charg chief citizen climate code comment commission
committee communi compl concern conclu conduct consider constitut consult consum contain content contract control
coordinat corporat cost council cover criteria current data date deci delegat deliver demand depart describe detail
direct director disab discharg disclos discriminat divers document draft due duti duty effect effici eliminat emission
employ enable engag enhance ensur environment equal equit establish evidence exclu execut exercise exist expect
expendit explain extern fair financ find follow force foster framework function fund further future gender general
give good govern group guid harass head health held hold human identif impact implement implic import improv inclu
income increas indicat individual inform initial inspect intend interest intern invit issue item keep know lead least
legal legislat level light limit list local maintain manag manner matter measur medium meet member mitigat model monit
month must nation necess need negativ neighbour none note notice number objective obligation obtain offic open operat
opinion opportunit option order organi outcome outlin outset outturn overall overview paper paragraph part partner pay
people perform period person plan point policies policy position positive possible power practice pregnan prepar
present previous principle prior procedur process procur produc profession program progress project proper propos
protect provi public purpose quality quarter question race raise read reason receiv recommend record reduc refer
regard regist regular regulat relat relevant reliance religio report represent requir reserv resolution resource
respect respons result revenue review right risk role rule safe safeguard save saving schedul scheme scope scrutin
secretar section secur senior serv service sessions sever sex sexual share short show significan social specif staff
stage stakeholder standard standing state statement statut strateg structur subject submit suffici summar support
sustain system take target task team term then these time total training transpar treat under undertak unless update
value vict victimis view ward whole within without work year
"""
# And with these, the sentences that quote or explain the law.
_LEGAL = """
applie apply article authori bound breach case civil claim clause common condition confiden convention court crime
criminal criteria declar defin disqualif duty enact enforc england entitl european exempt freedom grant hear hous
human impos interest justi kingdom land law lawful liab licens local minister offence officer order ordinanc parish
parliament part partial pecuniar penalt permi person polic police power preven privileg proceed prohibit property
prosecut provision public purchas reasonabl reform regulat rule scotland secretary section statutory subordinat tax
tender threshold tribunal virtue wales welsh
"""
# Words that say nothing of what a sentence is about.
_EMPTY_WORDS = """
about above after against also although among another any are because been before being below between both could does
each either every from have having however into itself made make makes many more most much neither only other others
our over same shall should since some such than that their them there therefore they this those through thus until
upon very were what when where whether which while will with would your
"""
_MODEL_WORDS = tuple(sorted(set(_MODEL.split())))
_EMPTY = frozenset(_EMPTY_WORDS.split())
_LEGAL_WORDS = tuple(sorted({*_MODEL_WORDS, *_LEGAL.split()}))
_CITED = re.compile(
    r"\b(?:Act|Acts|Order|Regulations|Rules|Measure|Convention|Directive)\s+(?:\([^)]*\)\s+)?(?:19|20)\d\d\b|"
    r"\b[Ss]ections?\s+\d+\w*(?:\(\d+\w*\))*\s+of\b|\bSchedule\s+\d+\w*\s+(?:of|to)\b"
)
_ATTENDANCE = re.compile(
    r"\W*(?:(?:members?|councillors?|directors?|officers?|governors|trustees|also) )?"
    r"(?:(?:present|attendance|apologies(?: for absence)?|attendees) ?(?::|were\b|from\b)|in attendance\b)",
    re.IGNORECASE,
)
_FEWEST_WORDS, _LETTERS, _STEM = 4, 4, 5
_SILENT = _EMPTY | STOCK_WORDS
_WORD = re.compile(r"[^\W\d_]{4,}")
_SIGNS = "“”‘’\"'.,;:!?()[]–-"
# Of names and offices nearly all words are written with a capital.
_NAMED_SHARE = 0.7
_MODEL_SHARE, _LEGAL_SHARE, _HALF_SHARE = 0.8, 0.75, 0.6


def is_model_wording(sentences: Sequence[str]) -> bool:
    """Whether all `sentences`, as a paper writes them, read like what any report may say, or explain a law."""
    explains = _CITED.search(" ".join(sentences)) is not None and _read_like(sentences, _LEGAL_WORDS, _LEGAL_SHARE)
    return explains or _read_like(sentences, _MODEL_WORDS, _MODEL_SHARE)


def telling_stems(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    """The beginnings of those words that tell what a sentence is about, and of those of them in small letters.

    Words that reports of any matter are made of tell nothing. Five letters are left of each, so that “threatened” and
    “threatening” are one.
    """
    told = [(stem, word.islower()) for word in _WORD.findall(sentence) if (stem := _stem(word.lower()))]
    return frozenset(stem for stem, _ in told), frozenset(stem for stem, is_plain in told if is_plain)


@lru_cache(maxsize=2**16)
def _stem(word: str) -> str:
    """The beginning of a word in small letters that tells something; "" of one that does not."""
    return "" if word in _SILENT or word.startswith(_MODEL_WORDS) else word[:_STEM]


def is_attendance(line: str, words: Sequence[str]) -> bool:
    """Whether `words` of a line say who came to a meeting: minutes of its open and of its closed part name the same."""
    long = [word for word in (word.strip(_SIGNS) for word in words) if len(word) >= _LETTERS]
    named = sum(word[0].isupper() for word in long)
    return _ATTENDANCE.match(line) is not None and named >= _NAMED_SHARE * len(long)


def is_half_model(sentences: Sequence[str]) -> bool:
    """Whether most words of all sentences are such; not enough by itself."""
    return _read_like(sentences, _MODEL_WORDS, _HALF_SHARE)


def _read_like(sentences: Sequence[str], known: tuple[str, ...], share: float) -> bool:
    """Whether in each sentence so large a share of the words that mean something begin as the `known` do."""
    meant = [_meant(sentence) for sentence in sentences]
    long = [words for words in meant if len(words) >= _FEWEST_WORDS]
    # Sentences that are too short to tell, together.
    short = [word for words in meant if len(words) < _FEWEST_WORDS for word in words]
    if len(short) >= _FEWEST_WORDS:
        long.append(short)
    return bool(long) and all(sum(word.startswith(known) for word in words) >= share * len(words) for words in long)


def _meant(sentence: str) -> list[str]:
    """The words of a sentence that mean something, in small letters."""
    words = (word.strip(_SIGNS).lower() for word in sentence.split())
    return [word for word in words if len(word) >= _LETTERS and word.isalpha() and word not in _EMPTY]
