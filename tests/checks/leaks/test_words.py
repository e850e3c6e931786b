"""What tells one paper from another: which words, names, numbers and passages are found again, and which are not."""

import re

import pytest

from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall

# In lower case, so that no word of it is a name.
ORDINARY = "the board is asked to note what follows and to say so.\n\n"


def found(restricted: str, output: str, *common: str) -> set[str]:
    """What of a restricted text stands in a public one: kinds of leaks."""
    findings = scan_wall(
        [RestrictedFile("8.txt", restricted.encode())],
        [PublicFile("out.txt", f"{ORDINARY}{output}\n".encode())],
        common=[PublicFile("in.txt", text.encode()) for text in (ORDINARY, *common)],
    )
    kinds = [re.match(r"(.*) of 8\.txt ", finding.message) for finding in findings]
    assert all(finding.blocks for finding in findings)
    return {kind[1] for kind in kinds if kind}


NAME = {"a name or a word"}
FULL_NAME = {"a name"}
NUMBER = {"a number"}
REFERENCE = {"a reference"}


@pytest.mark.parametrize(
    ("restricted", "output", "kinds"),
    [
        ("it is Ashcombe", "we met ashcombe", NAME),
        ("it is Ashcombe", "we met ASHCOMBE's people", NAME),
        ("it is Ashcombe’s", "we met Ashcombe", NAME),
        ("it is Ashcombe", "we met ash combe", set()),
        ("it is Zoë", "we met Zoe", set()),
        ("it is Brontë", "we met Bronte", NAME),
        ("it is Sheffield", "we met She\ufb03eld", NAME),
        ("it is Bram", "we met Bram", NAME),
        # A word that the paper also uses plainly, a stock word and a short one tell nothing.
        ("it is Ashcombe, an ashcombe", "we met Ashcombe", set()),
        ("it is Microsoft", "we met Microsoft", set()),
        # A word in pieces, as lines and programs break it.
        ("it is Ashcombe", "we met Ash-\ncombe", NAME),
        ("it is Ashcombe", "we met Ash-  \n  combe", NAME),
        ("it is Ashcombe", "we met Ash\u2010\ncombe", NAME),
        ("it is Ashcombe", "we met Ash\u00ad\ncombe", NAME),
        ("it is Ashcombe", "we met Ash\u00adcombe", NAME),
        ("it is Ashcombe", "we met Ash\u200bcombe", NAME),
        ("it is Ash\u00adcombe", "we met Ashcombe", NAME),
        ("it is Ash-\ncombe", "we met Ashcombe", NAME),
        # A hyphen that stayed when the line was set anew.
        ("it is Ashcombe", "we met Ash-combe", NAME),
        ("it is Ashcombe", "we met Ash\u2011combe", NAME),
        ("it is Ashcombe", "we met Ash- combe", NAME),
        ("it is Ashcombe", "we met Ash - combe", set()),
        ("it is Ashcombe", "we met Ash--combe", set()),
        ("it is Ashcombe", "we met the-Ash-combe", NAME),
        ("it is Ashcombe", "we met \uff21\uff53\uff48\uff43\uff4f\uff4d\uff42\uff45", NAME),
    ],
)
def test_names_are_found(restricted: str, output: str, kinds: set[str]) -> None:
    assert found(restricted, output) == kinds


LONG_LINE = "so it was in the third week of june that\n"
WILL = "what will be will be. it is Will Ash"


@pytest.mark.parametrize(
    ("restricted", "output", "kinds"),
    [
        (WILL, "we met Will Ash", FULL_NAME),
        (WILL, "we met will  ash", FULL_NAME),
        (WILL, "we met Will", set()),
        (WILL, "we met Ash, Will", set()),
        (WILL, "we met Will, Ash", set()),
        (WILL, "the will of ash", set()),
        # Over the end of a line that runs on; headings and cells are shorter.
        (WILL, "it was in the third week of june that we met Will\nAsh", FULL_NAME),
        (WILL, f"{LONG_LINE * 3}the people of the long street met Will\nAsh", FULL_NAME),
        (WILL, f"{LONG_LINE * 4}the people of the long street met Will\nAsh", FULL_NAME),
        (WILL, "it was in the third week of june that we met Will \n Ash of", FULL_NAME),
        (WILL, "it was in the third week of june that we met Will\n\nAsh", set()),
        (WILL, "it was in the third week of june that we met will\nAsh", set()),
        (WILL, "it was in the third week of june that we met Will\nash", set()),
        (WILL, "we met Will\nAsh", set()),
        (f"{WILL}-Fox", "we met Will Ash-Fox", FULL_NAME),
        (f"{WILL}-Fox", "we met Will Ash\u2011Fox", FULL_NAME),
        (f"{WILL}-Fox", "we met Will Ash\u2010Fox", FULL_NAME),
        (f"{WILL}\u2011Fox", "we met Will Ash-Fox", FULL_NAME),
        (f"{WILL}-Fox", "we met Will Fox", set()),
        (f"{WILL}-Fox", "we met Will Ash", set()),
        # Both must be written as names are, and one that is one letter is an initial.
        ("it will be Will ash", "we met Will Ash", set()),
        ("it is W Ash", "we met W Ash", set()),
        ("it is Al Li", "we met Al Li", FULL_NAME),
        ("it is First March", "the First March", set()),
    ],
)
def test_two_names_together_are_found(restricted: str, output: str, kinds: set[str]) -> None:
    assert found(restricted, output) == kinds


@pytest.mark.parametrize(
    ("restricted", "output", "kinds"),
    [
        ("43102 of them", "about 43102", NUMBER),
        ("43102 of them", "about 43,102", NUMBER),
        ("43102 of them", "about 43 102", NUMBER),
        ("43102 of them", "about 43\u00a0102", NUMBER),
        ("43102 of them", "about 043102", NUMBER),
        ("43102 of them", "about 143102", set()),
        ("4310 of them", "about 4310", set()),
        ("4,310 of them", "about 4,310", NUMBER),
        ("4,310 of them", "about £4310", NUMBER),
        ("4,310 of them", "about 4310", set()),
        ("£4310 in all", "about €4310", NUMBER),
        ("$4310 in all", "about 4,310", NUMBER),
        ("£431 in all", "about £431", set()),
        # A year tells nothing, unless it is an amount.
        ("since 1987", "about 1987", set()),
        ("£1987 in all", "about £1,987", NUMBER),
        # As offices write and break them.
        ("£4,310,250 in all", "about £4.310.250", NUMBER),
        ("£4,310,250 in all", "about 4.310.250,00", NUMBER),
        ("£4,310,250 in all", "about 4 310 250", NUMBER),
        ("£4,310,250 in all", "about 4\u2009310\u202f250", NUMBER),
        ("£4,310,250 in all", "about £ 4,310,250.00", NUMBER),
        ("£4,310,250 in all", "about GBP 4,310,250", NUMBER),
        (
            "£4,310,250 in all",
            "about \uffe14,310,250 or \uff14\uff0c\uff13\uff11\uff10\uff0c\uff12\uff15\uff10",
            NUMBER,
        ),
        ("£4,310,250 in all", "about £4,310,\n250 or so", NUMBER),
        ("£4,310,250 in all", "about 4 310\n250 or so", NUMBER),
        ("£4,310,250 in all", "£\n4,310,250\n", NUMBER),
        ("£4,310,250 in all", "4,310\n,250\n", NUMBER),
        ("£4,310,250 in all", "4\n310\n250", NUMBER),
        ("£4,310,250 in all", "4\n3102\n50", set()),
        ("£4,310,250 in all", "14\n310\n250", set()),
        ("43,102 of them", "about 43.102", NUMBER),
        ("43,102 of them", "about 43,\n102", NUMBER),
        # Cells below each other make short numbers by chance.
        ("43,102 of them", "43\n102", set()),
        ("£4,310,000 in all", "about £4.31m", NUMBER),
        ("£4.31 million in all", "about 4,310,000", NUMBER),
        ("£4.31m in all", "about 4.31 million", NUMBER),
        ("£85k in all", "about £85,000", NUMBER),
        ("85 m in all", "about £85,000,000", set()),
        ("£48.20 an hour", "at 48.20", set()),
        ("£148.20 an hour", "at £148.20", NUMBER),
        # Decimals: five figures together, or the whole number that they round to.
        ("123.45 each", "about 123.45", NUMBER),
        ("12.34 each", "about 12.34", set()),
        ("1234567.89 in all", "about 1,234,568", NUMBER),
        ("1234567.89 in all", "about 1,234,567", NUMBER),
        ("12345.67 in all", "about 12346", NUMBER),
        ("1234.56 in all", "about £1,235", set()),
        # Shares, dates, times and places in a pack are worded anew in each paper.
        ("12345.67% of them", "about 12345.67%", set()),
        ("on 24 May 2022 at 10.30 am", "24 May 2022, 10.30 am", set()),
        ("on 2022-05-24", "2022-05-24", set()),
        ("in 2021/22", "2021/22", set()),
        ("item 12345", "item 12345", set()),
        # Telephones, however they are set.
        ("call 020 7946 0123", "ring 020 7946 0123", NUMBER),
        ("call 020 7946 0123", "ring +44 20 7946 0123", NUMBER),
        ("call 020 7946 0123", "ring (020) 7946-0123", NUMBER),
        ("call 020 7946 0123", "ring 020 7946 0124", set()),
    ],
)
def test_numbers_are_found(restricted: str, output: str, kinds: set[str]) -> None:
    assert found(restricted, output) == kinds


@pytest.mark.parametrize(
    ("restricted", "output", "kinds"),
    [
        ("see ab/12-3", "see AB123", REFERENCE),
        ("see AB123", "see ab.12:3", REFERENCE),
        ("see AB/12-3", "see AB 12 3", REFERENCE),
        ("see AB-318/22", "see AB 318 / 22", REFERENCE),
        ("see AB-318/22", "see AB - 318/22 of", REFERENCE),
        ("see AB-318/22", "see XAB 318/22", set()),
        ("see AB-318/22", "see AB 318/223", set()),
        ("see AB-318/22", "see AB to 318/22", set()),
        ("see AB-318/22", "see ashf 318/22", set()),
        ("see ab12", "see ab12", set()),
        ("see abcd1", "see abcd1", set()),
        ("see abc12", "see abc12", REFERENCE),
        ("see abc12", "see xabc12", set()),
        ("see abc12", "see abc12x", set()),
        ("at SW1A 2AA", "at SW1A 2AA", REFERENCE),
        ("at SW1A 2AA", "at sw1a2aa", REFERENCE),
        ("to j.ash@example.org.", "mail J.Ash@Example.org", {"an e-mail address"}),
        ("to j.ash@example.org", "to ash@example.org", set()),
        (f"see {'ab1' * 26}c1", f"see {'ab1' * 26}c1", REFERENCE | {"a passage"}),
        (f"see {'ab1' * 27}", f"see {'ab1' * 27}", {"a passage"}),
    ],
)
def test_references_are_found(restricted: str, output: str, kinds: set[str]) -> None:
    assert found(restricted, output) == kinds


LETTERS = "the grey mare ran far out past every last hill by dawn and slept there until noon"
PLAIN = LETTERS.replace(" ", "")


@pytest.mark.parametrize("start", range(6))
@pytest.mark.parametrize(("count", "kinds"), [(23, set()), (24, {"a passage"}), (25, {"a passage"})])
def test_a_passage_has_24_letters(start: int, count: int, kinds: set[str]) -> None:
    assert found(LETTERS, f"xx {PLAIN[start : start + count]} zz") == kinds


def test_a_passage_ends_where_the_paper_ends() -> None:
    assert found(LETTERS, f"xx {PLAIN[-24:]} zz") == {"a passage"}
    assert found(LETTERS, f"xx {PLAIN[-23:]} zz") == set()


@pytest.mark.parametrize("split", ["-\n", "\n", "\n\n", " / ", "..."])
def test_a_passage_runs_over_lines_and_signs(split: str) -> None:
    assert found(LETTERS, LETTERS[:14] + split + LETTERS[14:35]) == {"a passage"}


def test_no_passage_runs_over_a_date() -> None:
    text = "a mare ran 24 May 2022 far out on 25 May 2022 the hills"
    assert found(f"{LETTERS} {text}", text) == set()
    assert found(f"{LETTERS} {text}", re.sub(r"\d\d May 2022 ", "", text)) == set()


@pytest.mark.parametrize(
    ("line", "kinds"), [("pond closes", {"words"}), ("pond close", set()), ("pondclosed", {"words"})]
)
def test_a_short_line_has_ten_letters(line: str, kinds: set[str]) -> None:
    kinds = {"words"} if len(line.replace(" ", "")) >= 10 else set()
    assert found(f"{line}\n\n{LETTERS}", f"xx {line} zz") == kinds


def test_a_short_line_may_fill_some_lines_but_not_run_over_their_ends() -> None:
    restricted = f"pond closes soon\n\n{LETTERS}"
    assert found(restricted, "pond\ncloses\nsoon\n") == {"words"}
    assert found(restricted, "xx pond\ncloses soon zz") == set()


def test_what_public_inputs_say_is_no_secret() -> None:
    secret = f"{LETTERS}. it is Ashcombe, Will Ash, 43102, AB123. what will be"
    assert found(secret, secret) >= {"a passage"} | NAME | FULL_NAME | NUMBER | REFERENCE
    assert found(secret, secret, secret) == set()


def test_a_passage_that_public_inputs_hold_in_part_tells_the_rest() -> None:
    assert found(LETTERS, LETTERS, LETTERS[:50]) == {"a passage"}
    assert found(LETTERS, LETTERS[:50], LETTERS[:50]) == set()
    assert found(LETTERS, LETTERS, LETTERS[:-3]) == set()
    assert found(LETTERS, LETTERS, LETTERS[:-4]) == {"a passage"}
