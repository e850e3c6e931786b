"""What a person may have put into a public paper: whole files, passages, amounts and names of restricted ones."""

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.checks.leaks.judging import Terms
from boardpaper.checks.leaks.passages import union
from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall
from boardpaper.model.finding import Finding, Severity
from boardpaper.model.meeting import Acknowledgement
from boardpaper.ooxml.package import write_package
from tests.support import wall_plants as plants

# In lower case, so that no word of it is a name.
SALE = "the depot at the old mill is to be sold to the tenant of the east wharf before the lease of the yard runs out"
LATER = (
    "nobody but the tenant has made an offer and the valuer thinks that the price is as good as can be had this year"
)
OTHER = "volunteers paid a hundred visits to the cells and found them clean and warm on all but two of the nights"
RESTRICTED = f"{SALE}.\n\n{LATER}.\n\nThe price is £4,310,250 and the agent is Bram Ashcombe.\n"


def found(
    public: Sequence[str],
    restricted: str = RESTRICTED,
    *,
    house: Sequence[str] = (),
    allowed: Sequence[str] = (),
    terms: Terms | None = None,
    whole: str = "9.txt",
) -> tuple[Finding, ...]:
    """What public papers, which are items 1, 2 and so on, share with a restricted one of item 9."""
    papers = [
        PublicFile(f"{number}.txt", f"{text}\n".encode(), str(number), f"item {number}")
        for number, text in enumerate(public, 1)
    ]
    return scan_wall(
        [RestrictedFile("9.txt", restricted.encode(), "item 9", whole)],
        papers,
        allowed,
        papers,
        [PublicFile("house.txt", f"{text}\n".encode()) for text in house],
        terms,
    )


DAY = "2022-05-24"


def said(mark: str) -> Terms:
    """What a person has said of one mark."""
    return Terms({mark: Acknowledgement(mark, datetime.date(2022, 5, 16), "The notice says so.")}, DAY)


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.where.partition(",")[0]) for finding in findings]


def mark_in(finding: Finding) -> str:
    (mark,) = marks_in(finding)
    return mark


def marks_in(finding: Finding) -> list[str]:
    return re.findall(r"\b[0-9a-f]{12}\b", finding.hint)


def test_papers_of_other_matters_share_nothing() -> None:
    assert found([OTHER, "the minutes were agreed"]) == ()


def test_a_pasted_passage_blocks_with_both_places() -> None:
    (finding,) = found([OTHER, f"{OTHER} twice\n{OTHER} thrice. {SALE} as was heard"])
    assert finding.rule == "shared-passage"
    assert finding.blocks
    assert finding.where == "item 2, text"
    assert finding.message == ("“the depot at the old mill …”, about 17 words, is also in item 9, 9.txt, line 1")
    assert "boardpaper acknowledge MEETING " in finding.hint


def test_the_place_of_a_passage_is_the_line_that_it_begins_in() -> None:
    (finding,) = found([LATER])
    assert finding.message.endswith("in item 9, 9.txt, line 3")
    assert finding.message.startswith("“nobody but the tenant has made …”, about 17 words")


def test_one_passage_of_two_paragraphs_is_told_once() -> None:
    (finding,) = found([f"{SALE}. {LATER}"])
    assert "about 34 words" in finding.message


@pytest.mark.parametrize("between", [" on 24 May 2022 ", "\n\npage 3\n\n", " as was said before "])
def test_what_comes_between_parts_does_not_make_two_of_a_passage(between: str) -> None:
    at = SALE.index(" to the tenant")
    (finding,) = found([f"{SALE[:at]}{between}{SALE[at:]}"])
    assert finding.rule == "shared-passage"


LETTERS = SALE.replace(" ", "")


@pytest.mark.parametrize("start", range(5))
@pytest.mark.parametrize(("count", "blocks"), [(47, False), (48, True)])
def test_a_passage_has_about_a_line(count: int, blocks: bool, start: int) -> None:
    assert bool(found([f"xx {LETTERS[start : start + count]} zz"])) == blocks


def test_two_papers_with_one_secret_do_not_excuse_each_other() -> None:
    (finding,) = found([OTHER, SALE, f"again: {SALE}"], terms=Terms(day=DAY))
    assert (finding.rule, finding.where, finding.blocks) == ("shared-passage", "item 2, text", True)
    assert finding.message.endswith("is also in item 9, 9.txt, line 1, and in item 3, text")
    # One mark is for both.
    assert found([OTHER, SALE], terms=said(mark_in(finding)))[0].severity is Severity.WARNING
    assert found([OTHER, SALE, f"again: {SALE}"], terms=said(mark_in(finding)))[0].severity is Severity.WARNING


OTHERS = [OTHER, f"{OTHER} again", f"once more {OTHER}"]


@pytest.mark.parametrize(("having", "others"), [(3, 0), (3, 3), (4, 3)])
def test_what_most_public_items_say_is_no_secret(having: int, others: int) -> None:
    assert found([SALE] * having + OTHERS[:others]) == ()
    # Nor what most of them say beside it.
    longer = [f"{SALE} {LATER}", *[SALE] * (having - 1), *OTHERS[:others]]
    assert "“nobody but the tenant has made …”" in found(longer)[0].message


def test_what_several_items_say_and_not_most_is_told_and_blocks_if_it_leads_to_the_matter() -> None:
    others = [*OTHERS, "the minutes were agreed"]
    (finding,) = found([SALE] * 3 + others)
    assert (finding.rule, finding.severity) == ("shared-passage", Severity.WARNING)
    assert "“the depot at the old mill …” (item 1, text) stands in item 9, 9.txt, too" in finding.message
    for detail in ("at £4,310,250", "under AB-318/22", "with 07700 900123"):
        text = f"the depot at the old mill is to be sold to the tenant of the east wharf {detail} when the lease ends"
        (finding,) = found([text] * 3 + others, f"{text}\n\n{LATER}")
        assert finding.blocks
        assert found([text] * 4 + others, f"{text}\n\n{LATER}") == ()


MODEL = (
    "The risk is recorded in the corporate risk register and is reviewed each quarter by the senior leadership team."
)
ITSELF = "No consultation was needed for this report, since it proposes no change to services or to their budgets."
LAW = (
    "The Public Contracts Regulations 2015 require all contracts above the threshold to be advertised by the authority."
)


@pytest.mark.parametrize(
    ("words", "alone", "twice"),
    [
        (MODEL, False, False),
        (ITSELF, False, False),
        (LAW, False, False),
        ("If the award is challenged, counsel thinks the authority would probably win, though not on every ground.",
         True, True),
        ("The council has been advised that it has no defence, and members should be prepared for adverse publicity.",
         True, True),
        (f"{MODEL} The register has a sum of £4,310,250 for it.", True, True),
    ],
)  # fmt: skip
def test_what_reads_like_any_report_is_a_warning_where_few_papers_say_it(words: str, alone: bool, twice: bool) -> None:
    restricted = f"{words}\n\n{LATER}"
    for papers, blocks in (([words], alone), ([words, f"{words} {OTHER}"], twice)):
        findings = found([*papers, OTHER], restricted)
        assert "shared-passage" in {finding.rule for finding in findings}
        assert any(finding.blocks for finding in findings) == blocks


def test_two_files_of_one_item_are_one_public_paper() -> None:
    papers = [PublicFile(f"{name}.txt", SALE.encode(), "1", f"item 1, {name}") for name in "abc"]
    (finding,) = scan_wall([RestrictedFile("9.txt", RESTRICTED.encode(), "item 9", "9.txt")], papers, (), papers)
    assert finding.where == "item 1, a, text"
    assert finding.message.endswith(", and in item 1, b, text, item 1, c, text")
    assert len(marks_in(finding)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "There are no legal implications arising directly from this report.",
        "Information relating to the financial or business affairs of any particular person (including the authority "
        "holding that information).",
    ],
)
def test_the_words_of_the_law_and_of_model_reports_are_no_secret(said: str) -> None:
    assert found([said], f"{said}\n\n{RESTRICTED}") == ()


def test_what_the_house_says_in_any_paper_is_no_secret() -> None:
    assert found([SALE], house=[SALE]) == ()
    assert found([SALE], allowed=[SALE]) == ()
    # A few words of the house's in a passage do not make it the house's.
    assert told(found([SALE], house=[SALE[:40]])) == [("shared-passage", "item 1")]


def test_how_to_reach_an_author_is_no_part_of_a_passage() -> None:
    contact = "for more about this report ask the clerk of the board at {} or by post"
    assert found([contact.format("clerk@office.example.org")], contact.format("clerk@office.example.org")) == ()
    both = f"{SALE} {contact.format('clerk@office.example.org')}"
    (finding,) = found([both], both + LATER)
    assert "about 2" in finding.message


@pytest.mark.parametrize(
    "written",
    ["£4,310,250", "4310250", "£4.310.250", "4 310 250", "£4,310,\n250", "£\n4,310,250", "GBP 4,310,250.00",
     "\uff14\uff0c\uff13\uff11\uff10\uff0c\uff12\uff15\uff10"],
)  # fmt: skip
def test_an_amount_blocks_in_whatever_form(written: str) -> None:
    (finding,) = found([f"it may cost {written} in all", OTHER])
    assert (finding.rule, finding.where) == ("shared-amount", "item 1, text")
    assert finding.message == "“£4,310,250” is also in item 9, 9.txt, line 5"


@pytest.mark.parametrize(
    ("restricted", "public", "blocks"),
    [
        ("£4,020", "£4,020", True),
        ("£400", "£400", False),
        ("£845", "£845 a day", True),
        ("£845", "845 a day", False),
        ("£48.20", "£48.20", True),
        ("£48.20", "at 48.20 h", False),
        ("£4.31m", "4,310,000", True),
        ("£4.31 million", "£4.31m", True),
        ("43102", "43,102", True),
        ("43,102", "43.102", True),
        ("£43.102", "43,102", False),
        ("43.102.000", "43,102,000", True),
        ("43000", "43,000", False),
        ("4,310", "4,310", False),
        ("£4,310", "4,310", False),
        ("on 24 May 2022", "24 May 2022", False),
        ("£1 million", "£1 million", False),
        ("£100,000", "£100,000", False),
        ("£10,000", "£10k", False),
        ("£12,345", "12,345 visits", False),
        ("£12,345", "12,345 recorded crimes", False),
        ("£12,345", "12,345 pounds", True),
        ("£12,345", "12,345 as agreed", True),
        ("£4,310,250", "£4.31m", True),
        ("£4,310,250", "£4.31 million", True),
        ("£4,310,250", "£4,310,000", True),
        ("£4,316,250", "£4.32m", True),
        ("£4,316,250", "£4.31m", True),
        ("£4,310,250", "£4.32m", False),
        ("£4,310,250", "£431k", False),
        ("£4,310,250", "4.31 million visits", False),
        ("£4.31m", "£4,310,250", False),
    ],
)
def test_an_amount_is_one_that_can_be_known_again(restricted: str, public: str, blocks: bool) -> None:
    assert bool(found([f"so it is {public} now"], f"it is {restricted}, they say")) == blocks


def test_a_rounded_amount_is_told_with_the_exact_one() -> None:
    (finding,) = found(["it may cost £4.31m"])
    assert (finding.rule, finding.blocks) == ("shared-amount", True)
    assert finding.message == "“£4.31m” is “£4,310,250” in item 9, 9.txt, line 5, rounded"


@pytest.mark.parametrize(
    ("restricted", "public"),
    [
        ("£43,000", "£43,000"),
        ("£4,310,250", "£4.3 million"),
        ("£1.5m", "£1.5 million"),
        ("12,345 visits", "12,345 visits"),
    ],
)
def test_round_amounts_are_told_together_and_do_not_block(restricted: str, public: str) -> None:
    (finding,) = found([f"so it is {public} now, and £25,000 then", OTHER], f"it is {restricted}, they say, or £25,000")
    assert (finding.rule, finding.where, finding.severity) == ("shared-amount", "item 1", Severity.WARNING)
    assert {*re.findall("“(.*?)”", finding.message)} == {public.removesuffix(" visits"), "£25,000"}
    assert "stand in item 9, 9.txt, too" in finding.message


def test_an_amount_that_most_public_items_have_is_no_secret() -> None:
    said = "it may cost £4,310,250"
    assert found([said] * 3) == ()
    assert told(found([said, said])) == [("shared-amount", "item 1")]
    assert told(found([said] * 3 + [*OTHERS, "the minutes were agreed"])) == [("shared-amount", "item 1")]
    assert told(found([said, OTHER])) == [("shared-amount", "item 1")]
    assert found([said], house=[said]) == ()
    assert found([said], allowed=["£4,310,250"]) == ()


def test_an_amount_in_two_papers_is_told_once_with_all_sentences() -> None:
    papers = ["it may cost £4,310,250", OTHER, "the price of £4.31m is high"]
    (finding,) = found(papers, terms=Terms(day=DAY))
    assert finding.message.endswith("line 5, and in item 3, text")
    assert len(marks_in(finding)) == 2
    terms = Terms({mark: known for each in marks_in(finding) for mark, known in said(each).acknowledged.items()}, DAY)
    (after,) = found(papers, terms=terms)
    assert after.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("restricted", "public", "written"),
    [
        ("see AB-318/22 there", "it was AB-318/22", "AB-318/22"),
        ("see AB-318/22 there", "it was ab 318 / 22", ""),
        ("see AB-318/22 there", "it was AB 318 / 22", "AB-318/22"),
        ("see case 23/01234/FUL", "the plan 23/01234/FUL", "23/01234/FUL"),
        ("the contract ITT-00917", "as ITT 00917 says", "ITT-00917"),
        ("it is incident number 4471", "as incident 4471 shows", "incident number 4471"),
        ("it is incident number 4471", "all 4471 of them", ""),
        ("crime 42/12345/22", "42/12345/22", "42/12345/22"),
        ("ring him on 07700 900123", "or 07700900123 at night", "07700 900123"),
        ("ring him on 07700 900123", "+44 (0)7700 900123", "07700 900123"),
        ("ring him on 07700 900123", "Telephone: 07700 900123", ""),
        ("Contact officer: A Clerk, 07700 900123", "ring 07700 900123", ""),
        ("under ISO 27001 and ISO27001", "ISO27001", ""),
        ("the A4123 in the 1990s", "the A4123 in the 1990s", ""),
        ("the Act of 2010, SI 2011/3050", "SI 2011/3050", ""),
        ("at AB12 3CD", "at AB12 3CD", ""),
        ("https://example.org/2022/AB-318-22", "https://example.org/2022/AB-318-22", ""),
    ],
)
def test_a_reference_or_a_telephone_number_leads_to_one_matter(restricted: str, public: str, written: str) -> None:
    findings = [each for each in found([f"so {public}" if "Tel" not in public else public, OTHER], restricted)
                if each.blocks]  # fmt: skip
    assert [each.rule for each in findings] == ["shared-reference"] * bool(written)
    assert all(f"“{written}” is also in item 9, 9.txt, line 1" == each.message for each in findings)


def test_a_line_that_says_whom_to_ask_is_no_passage() -> None:
    line = "Contact officer: the head of finance and procurement at the town hall in the high street, 01632 960123"
    assert found([line, OTHER], f"{line}\n\n{LATER}") == ()
    # Without a number or an address it is like any other.
    assert told(found([line[:-14], OTHER], f"{line[:-14]}\n\n{LATER}")) == [("shared-passage", "item 1")]


def test_an_amount_in_a_passage_is_told_with_it() -> None:
    passage = "the depot at the old mill is worth £4,310,250 to the tenant and to nobody else"
    assert told(found([passage], passage + " " + RESTRICTED)) == [("shared-passage", "item 1")]
    # But not where it stands again.
    again = found([f"{passage}\n\n{OTHER}\n\nso £4,310,250 will be paid"], passage + " " + RESTRICTED)
    assert told(again) == [("shared-passage", "item 1"), ("shared-amount", "item 1")]


def test_names_that_only_one_public_paper_has_are_told() -> None:
    (finding,) = found(["we met Bram Ashcombe", OTHER])
    assert (finding.rule, finding.where, finding.severity) == ("shared-names", "item 1", Severity.WARNING)
    assert finding.message == "“Bram Ashcombe” stands in item 9, 9.txt, too, and in no other public paper"


@pytest.mark.parametrize(
    ("restricted", "public", "names"),
    [
        ("we met with Ashcombe", "it was Ashcombe", ["Ashcombe"]),
        ("we met with Ashcombe", "it was ashcombe", []),
        ("we met with Ashcombe", "it was Ashcombe of the ashcombe", []),
        ("we met with Ashcombe and an ashcombe", "it was Ashcombe", []),
        ("Ashcombe met us", "it was Ashcombe", []),
        ("we met with Bram", "it was Bram", ["Bram"]),
        ("we met with Ivo", "it was Ivo", []),
        ("we met in March", "it was March", []),
        ("we met with Ashcombe and Dunwick.", "it was Dunwick and Ashcombe", ["Ashcombe", "Dunwick"]),
        ("see AB-31 there", "it was AB-31", []),
        ("see ABC-31 there", "it was ABC-31", ["abc31"]),
        ("ask ash@example.org there", "write to Ash@example.org", []),
    ],
)
def test_what_counts_as_a_name(restricted: str, public: str, names: list[str]) -> None:
    findings = found([public], f"{restricted}\n\n{LATER}")
    assert re.findall("“(.*?)”", " ".join(finding.message for finding in findings)) == names


def test_names_that_other_public_papers_or_the_house_have_are_not_told() -> None:
    said = "we met Bram Ashcombe"
    assert found([said, f"{OTHER} {said}"]) == ()
    assert found([said], house=[said]) == ()
    assert found([said, "they sold the bram and the ashcombe"]) == ()


def test_of_many_names_the_first_are_told() -> None:
    names = [f"{letter}obin {letter}enwick" for letter in "BCDFGHJKLMN"]
    text = ", ".join(names)
    (finding,) = [each for each in found([f"we met {', '.join(reversed(names))}"], f"it is {text}") if not each.blocks]
    assert finding.message.count("“") == 8
    assert "and 3 more stand in item 9, 9.txt, too" in finding.message


def test_a_copy_blocks_and_nothing_else_is_told_of_it() -> None:
    (finding,) = found([RESTRICTED.rstrip("\n"), OTHER])
    assert (finding.rule, finding.where) == ("shared-file", "item 1")
    assert finding.message == "this is item 9, 9.txt, byte for byte"
    assert "acknowledge" not in finding.hint


def test_all_the_words_of_a_paper_block_in_any_form_and_in_several_papers() -> None:
    lines = [f"the price is {number} and so on, since " + " ".join(SALE.split()[number:]) for number in range(5)]
    text = "\n\n".join((*lines, LATER, OTHER))
    again = "\n".join(f"{word}" for word in text.upper().split(" "))
    findings = found([f"page 1\n{again}", f"{OTHER[:40]} and {again}"], text)
    assert told(findings) == [("shared-file", "item 1"), ("shared-file", "item 2")]
    assert findings[0].message == "all that item 9, 9.txt says is said here"


def test_most_of_a_paper_is_not_all_of_it() -> None:
    text = "\n\n".join((SALE, LATER, OTHER, "what is more, the agent has been told of none of all this"))
    findings = found([text.rpartition("\n\n")[0]], text)
    assert {finding.rule for finding in findings} == {"shared-passage"}


def test_a_workbook_or_a_title_is_never_all_of_a_paper() -> None:
    assert {finding.rule for finding in found([f"{SALE}. {LATER}"], f"{SALE}. {LATER}.", whole="")} == {
        "shared-passage"
    }


def test_a_restricted_file_inside_a_public_one_blocks() -> None:
    restricted = plants.pdf_file(secret=plants.Secret("Nightjar House will be sold", b""))
    output = PublicFile("a.pdf", plants.attached(restricted, plants.pdf_file()), "1", "item 1, a.pdf")
    findings = scan_wall([RestrictedFile("9.pdf", restricted, "item 9", "9.pdf")], [output], (), [output])
    assert ("shared-file", "item 1") in told(findings)
    assert [each.message for each in findings] == ["a file inside it (attachment) is item 9, 9.pdf, byte for byte"]


def test_a_workbook_that_both_papers_are_made_of_is_no_secret() -> None:
    book = plants.workbook_file(plants.Secret("nothing but £4,310,250 of it", plants.picture(1)))
    paper = PublicFile("1.txt", b"it may cost \xc2\xa34,310,250\n", "1", "item 1")
    common = [paper, PublicFile("kpi.xlsx", book, "1", "item 1")]
    assert scan_wall([RestrictedFile("kpi.xlsx", book, "item 9")], [paper], (), common) == ()
    assert told(scan_wall([RestrictedFile("kpi.xlsx", book, "item 9")], [paper], (), [paper])) == [
        ("shared-amount", "item 1")
    ]


def test_a_paper_that_does_not_go_out_now_tells_what_else_is_public() -> None:
    restricted = [RestrictedFile("9.txt", RESTRICTED.encode(), "item 9", "9.txt")]
    paper = PublicFile("1.txt", SALE.encode(), "1", "item 1")
    other = PublicFile("2.txt", f"x {SALE}".encode(), "2", "item 2", elsewhere=True)
    assert told(scan_wall(restricted, [paper], (), [paper])) == [("shared-passage", "item 1")]
    assert told(scan_wall(restricted, [paper], (), [paper, other])) == [("shared-passage", "item 1")]
    more = [PublicFile(f"{n}.txt", f"{n} {SALE}".encode(), n, f"item {n}", elsewhere=True) for n in "23"]
    assert scan_wall(restricted, [paper], (), [paper, *more]) == ()


# Pictures


def pictured(number: int, *pictures: bytes) -> PublicFile:
    content = with_pictures([*pictures, plants.picture(10 + number)])
    return PublicFile(f"{number}.docx", content, str(number), f"item {number}")


def with_pictures(pictures: Sequence[bytes], *, head: bytes = b"") -> bytes:
    paper = docx.Document()
    for picture in pictures:
        paper.add_picture(io.BytesIO(picture))
    if head:
        paper.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(head))
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def renamed(content: bytes, old: str, new: str) -> bytes:
    """A package whose part has another name, as other programs give: its relationships lead there."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (head, _, was), (_, _, now) = old.rpartition("/"), new.rpartition("/")
    parts[new], parts[f"{head}/_rels/{now}.rels"] = parts.pop(old), parts.pop(f"{head}/_rels/{was}.rels")
    return write_package({name: part.replace(was.encode(), now.encode()) for name, part in parts.items()})


PLAN, SMALLER, LOGO = plants.picture(1), plants.picture(1, size=(120, 80), kind="JPEG"), plants.picture(2)


def found_pictures(
    papers: Sequence[PublicFile], restricted: bytes, house: Sequence[PublicFile] = (), terms: Terms | None = None
) -> list[Finding]:
    findings = scan_wall([RestrictedFile("9.docx", restricted, "item 9", "9")], papers, (), papers, house, terms)
    return [finding for finding in findings if finding.rule == "shared-picture"]


def test_a_pasted_picture_blocks_in_another_size_and_in_two_papers() -> None:
    restricted = with_pictures([PLAN])
    papers = [pictured(1, LOGO), pictured(2, SMALLER), pictured(3, PLAN)]
    (finding,) = found_pictures(papers, restricted, terms=Terms(day=DAY))
    assert (finding.where, finding.blocks) == ("item 2, word/media/image1.jpg", True)
    assert finding.message == (
        "a picture here is also in item 9, 9.docx, word/media/image1.png, and in item 3, word/media/image1.png"
    )
    (after,) = found_pictures(papers, restricted, terms=said(mark_in(finding)))
    assert after.severity is Severity.WARNING


def test_a_picture_of_the_house_is_no_secret() -> None:
    papers = [pictured(1, LOGO), pictured(2), pictured(3)]
    assert found_pictures(papers, with_pictures([LOGO])) != []
    # It is the template's, the letterhead of the restricted paper, or in most public papers, or in both of two.
    template = PublicFile("template.docx", with_pictures([LOGO]))
    assert found_pictures(papers, with_pictures([LOGO]), [template]) == []
    assert found_pictures(papers, with_pictures([], head=LOGO)) == []
    assert found_pictures(papers, renamed(with_pictures([], head=LOGO), "word/header1.xml", "word/Top.xml")) == []
    assert found_pictures([pictured(n, LOGO) for n in range(1, 4)], with_pictures([LOGO])) == []
    assert found_pictures([pictured(n, LOGO) for n in range(1, 3)], with_pictures([LOGO])) == []


# What a person has said


@pytest.mark.parametrize("public", [SALE, "it may cost £4,310,250"])
def test_what_is_acknowledged_is_told_and_does_not_block(public: str) -> None:
    (finding,) = found([public], terms=Terms(day="2022-05-24"))
    (after,) = found([public], terms=said(mark_in(finding)))
    assert (after.rule, after.where, after.severity) == (finding.rule, finding.where, Severity.WARNING)
    assert after.message.endswith("; it was acknowledged on 16 May 2022: The notice says so.")
    assert mark_in(finding) in after.hint


def test_a_mark_is_for_these_words_in_these_papers_of_this_meeting() -> None:
    def mark(*public: str, restricted: str = RESTRICTED, day: str = "2022-05-24") -> str:
        return mark_in(found(public, restricted, terms=Terms(day=day))[0])

    first = mark(SALE)
    assert mark(f"{OTHER} {SALE}, {OTHER}") == first
    assert mark(SALE, restricted=f"{OTHER}.\n\n{RESTRICTED}") == first
    assert mark(SALE.upper()) == first
    assert mark(OTHER, SALE) == first
    others = {mark(SALE[:-12]), mark(SALE, day="2022-06-28"), mark(LATER)}
    assert len({first, *others}) == 4


def test_an_amount_that_was_acknowledged_asks_again_in_a_new_sentence() -> None:
    first = "It may cost £4,310,250 in all. The board is glad."
    (finding,) = found([first], terms=Terms(day=DAY))
    terms = said(mark_in(finding))
    # The same sentence may be anywhere, and its lines may be broken otherwise.
    moved = f"{OTHER}. It may\ncost £4,310,250 in all."
    assert [each.severity for each in found([moved.replace(chr(10), " ")], terms=terms)] == [Severity.WARNING]
    findings = found([f"{first} So the tenant will pay £4,310,250 before the summer."], terms=terms)
    assert sorted(each.severity for each in findings) == [Severity.ERROR, Severity.WARNING]
    (new,) = [each for each in findings if each.blocks]
    assert mark_in(new) != mark_in(finding)


def test_where_lines_end_does_not_change_the_mark_of_an_amount() -> None:
    words = "The whole of the work on the depot by the old mill may cost £4,310,250 in all, and it may well cost more"
    broken = words.replace("cost £", "cost\n£")
    assert mark_in(found([words])[0]) == mark_in(found([broken])[0])


def test_where_a_page_ends_does_not_change_the_mark() -> None:
    at = SALE.index("tenant")
    marks = {mark_in(found([text])[0]) for text in (SALE, f"{SALE[:at]}\npage 3 of 20\n{SALE[at:]}")}
    assert len(marks) == 1


# Spans


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda each: (each[0], sum(each))), max_size=8)


@given(SPANS)
def test_a_union_covers_what_its_spans_cover(spans: list[tuple[int, int]]) -> None:
    joined = union(spans)
    covered = {at for start, end in spans for at in range(start, end)}
    assert covered == {at for start, end in joined for at in range(start, end)}
    assert all(after[0] > before[1] for before, after in pairwise(joined))
