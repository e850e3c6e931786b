"""Numbers in prose and what explains them, each with all that is read of it."""

import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper.checks.prose.allowed import Allowances
from boardpaper.checks.prose.quantities import SAYS_NUMBER, loose_digits, read_numerals, small_number
from tests.checks.prose.test_allowed import ALLOWED, FIGURES
from tests.checks.prose.test_quantities import NO_NUMBER, READ

TEXTS = (
    *READ,
    *NO_NUMBER,
    "1.50 of 12.5% and 3.25 points, 2.5-fold, 10x",
    "£3.25 million, £5 thousand, £4bn, 2 hundred, 3 dozen, £12.50, €7k",
    "one half, two halves, three quarters, nine-tenths, one third of, a fifth of",
    "0 in 5, one in zero, 1 out of 50, half of it, one-half of them",
    "−5, +6, -7 and –£8",
    "thirty-one, a hundred and two, two hundred and five thousand",
    "x5c, 7/8 and A1-22, 12,34 and 1,234,567.8",
    "nil returns, a dozen",
)
YEARS = (
    "2021",
    "in 2021",
    "in 2021 offences fell",
    "(2021 offences",
    "2021 arrests",
    "of 2021 victims",
    "2021 to",
    "Act 2021 people",
    "x 2021 apples, 2022: 2023 pears",
    "on: 2021 apples",
)
ONES = (
    "one murder",
    "the one murder",
    "this one serious offence",
    "no one victim",
    "ten rose and one was red",
    "5 rose and each one was red",
    "each one was red",
    "fell to one.",
    "fell to one man",
    "it was one to remember",
    "only one, so",
    "any one, so",
)
MONTHS_CUT_SHORT = (
    "5 Jan, 6 Feb, 7 Mar, 8 Apr, 9 May, 10 Jun",
    "5 Jul., 6 Aug., 7 Sep., 8 Sept., 9 Oct., 10 Nov., 11 Dec.",
    "5 Janu, 6 Marc, 7 septe",
)
COUNTED = (
    ("The works closed three roads:", 3),
    ("The works closed three roads: ", 3),
    ("The works closed three roads", 3),
    ("The works closed 12 roads:", 12),
    ("The works closed twelve roads:", 12),
    ("The works closed 13 roads:", 13),
    ("The works closed thirteen roads:", 13),
    ("The works closed 8 roads:", 0),
)
NAMED = (
    ("Studio 54 and Studio 54, not 54", ("Studio 54",)),
    ("Studio 5454", ("Studio 54",)),
    ("at 54", ("", "at")),
    ("Area 51 and Studio 54", ("Studio 54", "Area 51")),
)


def test_all_that_is_read_of_a_number(kept: SnapshotAssertion) -> None:
    lines = []
    for text in TEXTS:
        lines.append(text)
        numerals = read_numerals(text)
        for each in numerals:
            value = f"{each.value:.4f}".rstrip("0").rstrip(".")
            spelled = ", spelled" * each.spelled
            lines.append(
                f"    {each.start}-{each.end} {each.text}: {value} {each.kind}, decimals {each.decimals}{spelled}"
            )
        lines += [f"    {start}-{end} {text[start:end]}: loose" for start, end in loose_digits(text, numerals)]
    assert "\n".join(lines) + "\n" == kept


def test_all_that_explains_a_number(kept: SnapshotAssertion) -> None:
    texts = [
        (text, 0, ()) for text in (*(text for texts in ALLOWED.values() for text in texts), *FIGURES, *YEARS, *ONES)
    ]
    cases = [*texts, *((text, items, ()) for text, items in COUNTED), *((text, 0, names) for text, names in NAMED)]
    lines = []
    for text, items, names in cases:
        allowances = Allowances(text, items, names)
        reasons = [
            f"    {each.text}: {allowances.reason_for(each.start, each.end) or '-'}" for each in read_numerals(text)
        ]
        lines += [text + (f" [{items} items]" if items else "") + "".join(f" [{name}]" for name in names), *reasons]
    assert "\n".join(lines) + "\n" == kept


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("5", 5),
        ("999", 999),
        ("1000", 0),
        ("10000", 0),
        ("five", 5),
        ("Twenty", 20),
        ("fifth", 0),
        ("", 0),
        ("٣", 0),
        ("-5", 0),
    ],
)
def test_one_word_says_a_small_number(word: str, number: int) -> None:
    assert small_number(word) == number


@pytest.mark.parametrize(("text", "says"), [("no", False), ("a 5", True), ("Fifty", True), ("someone", False)])
def test_what_says_a_number_at_all(text: str, says: bool) -> None:
    assert (SAYS_NUMBER.search(text) is not None) is says
