"""The number formats of other scripts: Japanese, Chinese, Korean, Hebrew, Arabic, Hindi, Thai, Vietnamese, Russian.

The characters are those that ECMA-376 part 1, 17.18.59 lists for each format. Word swaps the Hindi vowels and
consonants and begins again after the last kana ([MS-OI29500], 17.18.59 b and c); so does this.
"""

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.model.numerals.letters import MOST_REPEATED, Write, as_far_as, repeated

_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_AIUEO_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
# Two letters of the old order have no half-width form.
_IROHA_HALF = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_YEARS = tuple(_STEMS[at % 10] + _BRANCHES[at % 12] for at in range(60))
_IN_BRACKETS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_DEVANAGARI_CONSONANTS = "".join(chr(code) for code in range(0x0915, 0x093A))
_DEVANAGARI_VOWELS = (*(chr(code) for code in range(0x0905, 0x0915)), "अं", "अः")
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"

_HEBREW_NUMERALS = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"), (40, "מ"),
    (30, "ל"), (20, "כ"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"),
    (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip
# Ten and five, and ten and six, would begin the name of God.
_NOT_AS_THE_NAME = {15: "טו", 16: "טז"}
_KOREAN_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_THAI_ONES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_THAI_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_TO_NINETY_NINE = (
    "शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पन्द्रह सोलह सत्रह अठारह उन्नीस बीस "
    "इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस "
    "छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस "
    "अड़तालीस उनचास पचास इक्यावन बावन तिरेपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरेसठ "
    "चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर "
    "अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सतासी अट्ठासी नवासी नब्बे इक्यानवे "
    "बानवे तिरानवे चौरानवे पंचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे"
)
_HINDI = tuple(_TO_NINETY_NINE.split())
_MYRIAD = 10_000


class _Counting(Struct, frozen=True):
    """A way to count by tens, hundreds and thousands, in groups of four digits.

    `zero` stands for noughts between other digits, once for all that stand together. Where `ones` says so, a single
    ten, hundred or thousand is written with its one.
    """

    digits: str
    places: tuple[str, str, str]
    myriad: str
    zero: str = ""
    ones: bool = True
    one_ten: bool = True


def _counted(system: _Counting, value: int) -> str:
    """A number as Chinese, Japanese and Korean say it: by tens, hundreds and thousands of ones and myriads."""
    if not 0 < value < _MYRIAD * _MYRIAD:
        return system.digits[0] if not value else str(value)
    high, low = divmod(value, _MYRIAD)
    first = f"{_four(system, high)}{system.myriad}" if high else ""
    gap = system.zero if high and 0 < low < 1000 else ""
    written = first + gap + (_four(system, low) if low else "")
    ten = system.digits[1] + system.places[0]
    # Ten itself and what follows it; in the middle of a number the one is said.
    return written.removeprefix(system.digits[1]) if not system.one_ten and written.startswith(ten) else written


def _four(system: _Counting, value: int) -> str:
    """Up to four digits with the names of their places; one `zero` stands for a gap."""
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if not digit:
            gap = bool(written)
            continue
        written += system.zero if gap else ""
        gap = False
        bare = digit == 1 and place and not system.ones
        written += ("" if bare else system.digits[digit]) + (system.places[place - 1] if place else "")
    return written


def _positional(digits: str) -> Write:
    table = {ord(str(value)): digits[value] for value in range(10)}
    return lambda value: str(value).translate(table)


def _until_hundred(system: _Counting) -> Write:
    """Counted as far as tens go; from a hundred on, and for nought, digit by digit."""
    return lambda value: _counted(system, value) if 0 < value < 100 else _IN_CIRCLES(value)


def _in_turn(letters: str) -> Write:
    """The letters in turn, and then from the first again."""
    return lambda value: letters[(value - 1) % len(letters)] if value > 0 else ""


def _hebrew_numeral(value: int) -> str:
    if not 0 < value < 1000:
        return str(value)
    written = ""
    for worth, letters in _HEBREW_NUMERALS:
        if value in _NOT_AS_THE_NAME:
            return written + _NOT_AS_THE_NAME[value]
        count, value = divmod(value, worth)
        written += letters * count
    return written


def _hebrew_letters(value: int) -> str:
    """The alphabet, and from then on its last letter before it: one more each time round."""
    if value < 1:
        return ""
    times, index = divmod(value - 1, len(_HEBREW))
    return _HEBREW[-1] * min(times, MOST_REPEATED) + _HEBREW[index]


def _korean_native(value: int) -> str:
    if not 0 < value < 100:
        return str(value)
    return _KOREAN_TENS[value // 10] + _KOREAN_ONES[value % 10]


def _thai_words(value: int) -> str:
    if not 0 < value < 1_000_000:
        return str(value) if value else "ศูนย์"
    written = ""
    for place in range(len(_THAI_PLACES) - 1, -1, -1):
        digit = value // 10**place % 10
        if place == 1 and digit in (1, 2):
            written += ("", "ยี่")[digit - 1] + _THAI_PLACES[1]
        elif place == 0 and digit == 1 and value > 10:
            written += "เอ็ด"
        elif digit:
            written += _THAI_ONES[digit] + _THAI_PLACES[place]
    return written


def _vietnamese_words(value: int) -> str:
    if value >= 1_000_000:
        return str(value)
    if value < 10:
        return _VIETNAMESE[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        # After tens, five and, but for ten itself, one sound otherwise.
        said = {0: "", 5: " lăm"} | ({1: " mốt"} if tens > 1 else {})
        return ("mười" if tens == 1 else f"{_VIETNAMESE[tens]} mươi") + said.get(ones, f" {_VIETNAMESE[ones]}")
    worth, name = (100, "trăm") if value < 1000 else (1000, "nghìn")
    count, rest = divmod(value, worth)
    missing = " không trăm" if worth == 1000 and 0 < rest < 100 else ""
    gap = " linh" if 0 < rest < 10 else ""
    return f"{_vietnamese_words(count)} {name}" + (f"{missing}{gap} {_vietnamese_words(rest)}" if rest else "")


def _hindi_words(value: int) -> str:
    if value >= 100_000:
        return str(value)
    if value < 100:
        return _HINDI[value]
    worth, name = (100, "सौ") if value < 1000 else (1000, "हज़ार")
    count, rest = divmod(value, worth)
    return f"{_hindi_words(count)} {name}" + (f" {_hindi_words(rest)}" if rest else "")


def baht_text(value: int) -> str:
    r"""A sum of whole baht in words, as the field switch `\* BAHTTEXT` has it."""
    return f"{_thai_words(value)}บาทถ้วน"


_PLAIN = "一二三四五六七八九"
_CHINESE = _Counting(f"零{_PLAIN}", ("十", "百", "千"), "万", "零", one_ten=False)
_TAIWANESE = replace(_CHINESE, myriad="萬")
_LEGAL_SIMPLIFIED = _Counting("零壹贰叁肆伍陆柒捌玖", ("拾", "佰", "仟"), "万", "零")
_LEGAL_TRADITIONAL = _Counting("零壹貳參肆伍陸柒捌玖", ("拾", "佰", "仟"), "萬", "零")
_JAPANESE = _Counting(f"〇{_PLAIN}", ("十", "百", "千"), "万", ones=False)
_LEGAL_JAPANESE = _Counting("〇壱弐参四伍六七八九", ("拾", "百", "阡"), "萬")
_KOREAN = _Counting("영일이삼사오육칠팔구", ("십", "백", "천"), "만", ones=False)
_IN_CIRCLES = _positional(f"○{_PLAIN}")
_HINDU = _positional("०१२३४५६७८९")

WRITERS: dict[str, Write] = {
    "aiueo": _in_turn(_AIUEO_HALF),
    "aiueoFullWidth": _in_turn(_AIUEO),
    "iroha": _in_turn(_IROHA_HALF),
    "irohaFullWidth": _in_turn(_IROHA),
    "ganada": _in_turn(_GANADA),
    "chosung": _in_turn(_CHOSUNG),
    "decimalFullWidth": _positional("０１２３４５６７８９"),
    "decimalFullWidth2": _positional("０１２３４５６７８９"),
    "ideographDigital": _positional(f"〇{_PLAIN}"),
    "japaneseDigitalTenThousand": _positional(f"〇{_PLAIN}"),
    "japaneseCounting": partial(_counted, _JAPANESE),
    "japaneseLegal": partial(_counted, _LEGAL_JAPANESE),
    "chineseCounting": _until_hundred(_CHINESE),
    "chineseCountingThousand": partial(_counted, _CHINESE),
    "chineseLegalSimplified": partial(_counted, _LEGAL_SIMPLIFIED),
    "taiwaneseCounting": _until_hundred(_TAIWANESE),
    "taiwaneseCountingThousand": partial(_counted, _TAIWANESE),
    "taiwaneseDigital": _IN_CIRCLES,
    "ideographLegalTraditional": partial(_counted, _LEGAL_TRADITIONAL),
    "ideographTraditional": as_far_as(_STEMS),
    "ideographZodiac": as_far_as(_BRANCHES),
    "ideographZodiacTraditional": as_far_as(_YEARS),
    "ideographEnclosedCircle": as_far_as(_IN_BRACKETS),
    "koreanDigital": _positional("영일이삼사오육칠팔구"),
    "koreanDigital2": _positional(f"零{_PLAIN}"),
    "koreanCounting": partial(_counted, _KOREAN),
    "koreanLegal": _korean_native,
    "hebrew1": _hebrew_numeral,
    "hebrew2": _hebrew_letters,
    "arabicAlpha": repeated(_ARABIC_ALPHA),
    "arabicAbjad": repeated(_ARABIC_ABJAD),
    "hindiVowels": repeated(_DEVANAGARI_CONSONANTS),
    "hindiConsonants": repeated(_DEVANAGARI_VOWELS),
    "hindiNumbers": _HINDU,
    "hindiCounting": _hindi_words,
    "thaiLetters": repeated(_THAI),
    "thaiNumbers": _positional("๐๑๒๓๔๕๖๗๘๙"),
    "thaiCounting": _thai_words,
    "vietnameseCounting": _vietnamese_words,
    "russianLower": repeated(_RUSSIAN),
    "russianUpper": repeated(_RUSSIAN.upper()),
}
# Custom formats that Word offers without a name for them.
GREEK: tuple[Write, ...] = (repeated(_GREEK), repeated(_GREEK.upper()))
