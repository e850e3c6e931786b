"""Whether sentences say only what meetings and reports do: no name, no number, and no thing of a matter's own.

“Members are asked to note the contents of this report and to raise any questions in advance” stands in the papers of
one office or of two authors, and tells nothing of what they are about. A single word that is not known tells something.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from boardpaper.checks.leaks.wording import EMPTY, MODEL_WORDS

# How words begin, of five letters or more, that say how, when, where and whether, or who meets: nothing is done to
# anybody, sold, owed or ended with them.
_BEGINNINGS = """
abilit accept access accompan accura achiev acknowledg across actual adhere adjourn adjust admission advance ahead
align allow almost alongside alread alternativ always amend analy annual answer anticipat apologies appear appl
applicab apprais approach areas around article aspect assist associat assumption attend attention availab aware basic
become began begin believ beyond brief bring brought calendar capacity capital careful carried categor central certain
challeng choice circulat circumstance clarif clear clerk closely collaborat collect coming commence commit common
compar complet complian component comprehensive comprise condition confirm consent consequen consistent constrain
contact context continu contribut convenien cooperat correct correspond councillor course customer cycle debate decid
decis declar dedicated deem defer defin degree demonstrat depend deput determin develop different difficult dimension
discuss display distribut during earlier early easily effort electronic element elsewhere embed emerging emphasis
encourag endors enquir entire entitl especially essential event eventual everyone exact example except experience
explor extend extent extra facilit factor familiar favour feature feedback final finish first flexib fluctuat focus
formal format former forth forward found frame frequen fully gather given gives going governor grateful great ground
guarantee guidance guide happy having heard helpful highlight hoped hoping illustrat immediate importan incorporat
indeed independen initiative input insight inspection instance integral integrat intent interim internet introduc
investment invit involv joint judgement knowledge known language large later latest layout learn length lesson letter
likely little longer looked looking mainly major mandatory mapped materi meaning mechanism meeting mention method
minimum minor minut mission moment multiple mutual named narrative nature normal notable noted nothing notif observ
obvious occasion often ongoing online onward opening operate ordinary origin otherwise ought outside overview
participat particular parties party passed patient pattern perhaps permanent perspective phase place plain planned
platform please pleased points portal possib potential practical prefer press previous primar problem proceed promot
prompt published pupil pursu qualit quantit queries query quick quite raised range rather ratif reach ready realis
reality really reasonabl receipt recent recogn reconsider refin reflect refresh regard reiterat relation relativ releas
remain remark rememb remind remit remote repeat reply request research resident respective retain return revis robust
routin running safety satisf saying scrutin search second seek select sense separat sequence series serious serve
session setting seven several shape similar simpl single situation skill slight small sought sound source space speak
speaker special spoken stable start stated still straight strength strict strong student subsequent substan success
suggest suitab supplement table tailored taken takes taking terms thank theme themselves thing think third thorough
though thought throughout timel times title together tools topic toward track tradition transition trend trust trustee
turn types typical ultimate unable unchanged underlying underpin understand understood unique unknown unlikely upcoming
updat usual utilis valid valuab vari various venue verif version vision visitor vital volume voluntar weakness website
weekly welcom welfare whatever whenever wherever whilst whole whom whose wide willing wishes worded words working works
world worth write writing written yearly
"""
# Whole words of three letters, or four.
_WHOLE_WORDS = """
able act acts ago aid aim aims all and any are area ask bar best both but call came can come copy core date day days
did done down draw due each else era etc even fact far feel few find fits five foot for four free full gain get give
goal goes gone good got grow had half hand hard has hear help her here him his hope how idea into item its just keep
kept key kind know last late law lead led let like line link list long look made main make may mean met mind mode more
most move much must name near need nine none nor not note now off old once one only open our out over own page part
past per plan plus post put ran raw rest role room run same saw say see seen send sent set she show side six size soon
sort step such sum sure take talk team tell ten text than that the them then they this thus time too top try two type
upon use used uses very via view wait was way ways week well went were what when who why will wish with word work year
yes yet you your
"""
_WHOLE = frozenset(_WHOLE_WORDS.split())
_LONG = tuple(sorted({*_BEGINNINGS.split(), *(word for word in MODEL_WORDS if len(word) > 4)}))
_SHORT = frozenset(word for word in MODEL_WORDS if len(word) <= 4)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# The number of a paragraph, before it or named in it, is none of the matter's.
_NUMBERED = re.compile(
    r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]?(?=\s|$)|"
    r"\b(?:paragraph|section|appendix|annexe?|item|page|table|recommendation|part|schedule)s? \d{1,2}(?:\.\d{1,2})*\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_FEWEST_WORDS, _SILENT_LETTERS = 4, 2


def is_procedure(sentences: Sequence[str]) -> bool:
    """Whether every word of all `sentences`, as a paper writes them, is one of those that papers of any matter have."""
    said = [_NUMBERED.sub("", sentence) for sentence in sentences]
    words = [word for sentence in said for word in _WORD.findall(sentence)]
    if len(words) < _FEWEST_WORDS or any(map(_FIGURE.search, said)):
        return False
    return all(_is_known(word.lower().replace("’", "'").removesuffix("'s")) for word in words)


@lru_cache(maxsize=2**14)
def _is_known(word: str) -> bool:
    """Whether a word in small letters tells nothing of a matter."""
    if len(word) <= _SILENT_LETTERS or word in EMPTY or word in _WHOLE:
        return True
    return word.startswith(_LONG) or _without_ending(word) in _SHORT


def _without_ending(word: str) -> str:
    """A word without what its number or tense adds: “roles” is “role”."""
    return re.sub(r"(?:s|es|d|ed|ing)$", "", word) if len(word) > 4 else word
