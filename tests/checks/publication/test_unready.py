"""Leftover words and markings: found where they are, and not where the same words are a paper's own."""

import time

import pytest

from boardpaper.checks.publication.markings import marking_in, marking_in_name
from boardpaper.checks.publication.placeholders import leftovers
from boardpaper.checks.publication.unready import check_publication
from boardpaper.model.document import Document, Link, Paragraph, ParagraphFormat, Run, RunFormat, Section
from boardpaper.model.finding import Severity
from boardpaper.model.paragraphs import Part

LEFT = {
    "The final cost is TBC.": "placeholder-text",
    "Lead officer: TBA": "placeholder-text",
    "There were XX offences in the year.": "placeholder-text",
    "A rise of XX% on last year": "placeholder-text",
    "The budget is £XXX million": "placeholder-text",
    "by the end of 20XX": "placeholder-text",
    "See paragraph XX and Table XX.": "placeholder-text",
    "from XX to XX officers": "placeholder-text",
    "The report covers [insert period here].": "placeholder-text",
    "[INSERT NAME]": "placeholder-text",
    "<insert chart>": "placeholder-text",
    "[delete as appropriate]": "placeholder-text",
    "[To be confirmed by finance]": "placeholder-text",
    "[Date]": "placeholder-text",
    "Lorem ipsum dolor sit amet": "placeholder-text",
    "Click or tap here to enter text.": "placeholder-text",
    "Click here to enter text.": "placeholder-text",
    "Choose an item.": "placeholder-text",
    "There were {{ homicide.value }} homicides.": "template-tag",
    "{% if x %}": "template-tag",
    "see Error! Reference source not found. above": "broken-reference",
    "Page Error! Bookmark not defined.": "broken-reference",
}
SOUND = (
    "The date is to be confirmed by the board in May.",
    "Part XX of the Act applies.",
    "XX. General provisions",
    "(XX) any other person",
    "Louis XX and the XIX–XX centuries",
    "Article XXX(2) of the treaty",
    "Chapters XIX and XX",
    "Volume XX",
    "The ExxonMobil site and the XXL sizes",
    "Figures marked [x] are not available; [c] are confidential; see [note 3].",
    "[2021] EWCA Civ 5, R (Smith) v Board [emphasis added] […] [sic]",
    "Customers tap a card or click the link to enter the draw.",
    "Choose an item from the list.",
    "The set {1, 2} and the placeholder of the brackets []",
    "a < b and c > d",
    "An error! Nobody expected it.",
    "Action is [complete], [on track] or [delayed].",
    "The STBC group and TBCs",
)


@pytest.mark.parametrize("words", LEFT)
def test_words_still_to_be_filled_in_are_found(words: str) -> None:
    assert {left.rule.name for left in leftovers(words)} == {LEFT[words]}


@pytest.mark.parametrize("words", SOUND)
def test_a_papers_own_words_are_left_alone(words: str) -> None:
    assert leftovers(words) == []


TOP, FRONT, LATER, HEADING = (2, 0), (12, 0), (300, 0), (300, 2)
MARKED = (
    ("OFFICIAL-SENSITIVE", Part.HEADER, LATER),
    ("Official – Sensitive | Page 3 of 12", Part.FOOTER, LATER),
    ("Board paper, OFFICIAL: SENSITIVE (COMMERCIAL)", Part.HEADER, LATER),
    ("CONFIDENTIAL", Part.HEADER, LATER),
    ("Restricted", Part.FOOTER, LATER),
    ("Item 5 – exempt by virtue of paragraph 3 of Schedule 12A", Part.HEADER, LATER),
    ("OFFICIAL-SENSITIVE", Part.BODY, LATER),
    ("NOT FOR PUBLICATION", Part.BODY, FRONT),
    ("Not for publication by virtue of paragraph 3 of Schedule 12A of the Local Government Act 1972", Part.BODY, LATER),
    ("Private and Confidential", Part.BODY, FRONT),
    ("Exempt information", Part.BODY, FRONT),
    ("Exempt report under paragraphs 1 and 2 of Part 1 of Schedule 12A", Part.BODY, FRONT),
    ("RESTRICTED", Part.BODY, LATER),
    ("Classification: Restricted", Part.BODY, FRONT),
    ("Protective marking: OFFICIAL-SENSITIVE", Part.BODY, LATER),
    ("Is this report exempt? Yes", Part.BODY, FRONT),
    ("Reason for exemption: Schedule 12A, paragraph 3", Part.BODY, FRONT),
    ("This report is exempt under paragraph 3 of Schedule 12A.", Part.BODY, LATER),
    ("This appendix contains some confidential information and must not be shared.", Part.BODY, LATER),
    ("Appendix C – Confidential", Part.BODY, HEADING),
    ("APPENDIX C: EXEMPT", Part.BODY, HEADING),
    ("Commercial in confidence", Part.BODY, LATER),
    ("Part II – closed session", Part.BODY, LATER),
    ("Part 2: private", Part.HEADER, LATER),
    ("PART B (EXEMPT)", Part.BODY, LATER),
    ("Press and public to be excluded", Part.BODY, LATER),
    ("The public are excluded.", Part.BODY, LATER),
    ("Embargoed", Part.BODY, LATER),
    ("Embargo until 10:00 on 24 May 2022", Part.BODY, LATER),
    ("Legally privileged", Part.BODY, LATER),
    ("Subject to legal professional privilege", Part.FOOTER, LATER),
    ("Closed session", Part.BODY, FRONT),
    ("Not for publi\u00adcation", Part.BODY, LATER),
    ("Not\u2003for   publication", Part.BODY, LATER),
    ("N O T  F O R  P U B L I C A T I O N", Part.BODY, LATER),
    ("N O T F O R P U B L I C A T I O N", Part.BODY, LATER),
    ("C\u00a0O\u00a0N\u00a0F\u00a0I\u00a0D\u00a0E\u00a0N\u00a0T\u00a0I\u00a0A\u00a0L", Part.HEADER, LATER),
    ("P R E S S  and  public to be ex\u00adcluded", Part.HEADER, LATER),
    ("Private", Part.HEADER, (0, 0)),
    ("PART II", Part.HEADER, (0, 0)),
    ("Board of Directors (Private)", Part.HEADER, (0, 0)),
    ("Board of Directors – Private", Part.BODY, TOP),
    ("Private Board of Directors", Part.BODY, FRONT),
    ("Closed meeting", Part.BODY, FRONT),
    ("Reserved business", Part.BODY, FRONT),
    ("In camera", Part.FOOTER, LATER),
    ("Do not circulate", Part.BODY, LATER),
    ("Not to be published", Part.BODY, LATER),
    ("Not for onward circulation", Part.FOOTER, LATER),
    ("Not open to the press and public", Part.BODY, LATER),
    ("Commercial-in-confidence", Part.BODY, LATER),
    ("COMMERCIALLY SENSITIVE", Part.HEADER, LATER),
    ("Privileged and confidential", Part.BODY, LATER),
    ("NHS CONFIDENTIAL: Staff", Part.BODY, LATER),
    ("For internal use only", Part.FOOTER, LATER),
    ("Members only", Part.HEADER, LATER),
    ("Pink paper", Part.HEADER, LATER),
    ("Unredacted version", Part.HEADER, LATER),
    ("Exempt from publication", Part.BODY, LATER),
    ("Confidential: not to be disclosed", Part.BODY, LATER),
    ("Cyfrinachol", Part.HEADER, LATER),
    ("Public/private: Private", Part.BODY, FRONT),
    ("By virtue of paragraph(s) 1 and 3 of Part 1 of Schedule 12A of the Local Government Act 1972.", Part.BODY, FRONT),
    ("Appendix B – Exempt", Part.BODY, TOP),
    ("Appendix B – Not for publication", Part.BODY, LATER),
    ("Item 9 – not for publication – prices", Part.BODY, LATER),
)
UNMARKED = (
    ("Part 2 private items were heard", Part.BODY, FRONT),
    ("Part II: Closed roads and diversions", Part.BODY, FRONT),
    ("Closed session", Part.BODY, LATER),
    ("Exclusion of the press and public", Part.BODY, FRONT),
    ("Legal privilege was claimed for the letter.", Part.BODY, FRONT),
    ("Nobody was excluded from the session.", Part.BODY, FRONT),
    ("A B C of policing", Part.BODY, FRONT),
    ("OFFICIAL", Part.HEADER, LATER),
    ("NOT PROTECTIVELY MARKED", Part.HEADER, LATER),
    ("Unrestricted", Part.HEADER, LATER),
    ("Not confidential", Part.HEADER, LATER),
    ("Key: [x] not available; [c] confidential.", Part.BODY, FRONT),
    ("Data restricted to April 2021 to March 2022", Part.FOOTER, LATER),
    ("Classification: Public", Part.BODY, FRONT),
    ("Protective marking: OFFICIAL", Part.BODY, FRONT),
    ("Exempt information: None", Part.BODY, FRONT),
    ("Is this report exempt? No", Part.BODY, FRONT),
    ("Confidential: No", Part.BODY, FRONT),
    ("Reasons for confidentiality: not applicable", Part.BODY, FRONT),
    ("This report is not exempt.", Part.BODY, FRONT),
    ("This report contains no exempt information.", Part.BODY, FRONT),
    ("This report is restricted to offences recorded by the police.", Part.BODY, FRONT),
    ("This report is about confidential waste.", Part.BODY, FRONT),
    ("Victims called the confidential helpline.", Part.BODY, FRONT),
    ("Papers marked OFFICIAL-SENSITIVE are kept apart.", Part.BODY, FRONT),
    ("The board may exclude the public while exempt information under Schedule 12A is considered.", Part.BODY, FRONT),
    ("Appendix B is exempt under paragraph 3 of Schedule 12A and is not attached.", Part.BODY, LATER),
    ("Official-sensitive documents were kept in locked rooms.", Part.BODY, LATER),
    ("Confidential helpline", Part.BODY, HEADING),
    ("Exempt vehicles", Part.BODY, HEADING),
    ("Restricted", Part.BODY, LATER),
    ("Spending was restricted, and in confidence the chair said so.", Part.BODY, LATER),
    ("This rise is not for the board to explain.", Part.BODY, LATER),
    ("The service is free, confidential, and open to all.", Part.BODY, FRONT),
    ("The helpline - confidential - is open all day", Part.BODY, FRONT),
    ("Members asked for the list (restricted) of sites.", Part.BODY, FRONT),
    ("Some charities are large, exempt, and old.", Part.BODY, FRONT),
    ("A list of them, not for publication, was sent to members in March.", Part.BODY, FRONT),
    ("Appendix B – Business case (exempt)", Part.BODY, FRONT),
    ("Background papers: the tender report (exempt)", Part.BODY, FRONT),
    ("The confidential inquiry into maternal deaths", Part.BODY, FRONT),
    ("Private", Part.BODY, FRONT),
    ("Homes for rent: private", Part.BODY, FRONT),
    ("Part 2", Part.BODY, FRONT),
    ("Private and voluntary providers", Part.HEADER, LATER),
    ("Members only vote where they have no interest", Part.BODY, FRONT),
    ("Public or private: Public", Part.BODY, FRONT),
)


@pytest.mark.parametrize(("words", "part", "place"), MARKED)
def test_a_marking_is_found(words: str, part: Part, place: tuple[int, int]) -> None:
    assert marking_in(words, part, *place)


@pytest.mark.parametrize(
    ("name", "marking"),
    [
        ("10 CONFIDENTIAL - prices (not for publication)", "not for publication"),
        ("10 CONFIDENTIAL - prices", "CONFIDENTIAL"),
        ("prices_confidential_v2", "confidential"),
        ("Prices confidential", "confidential"),
        ("Prices (restricted)", "restricted"),
        ("9 - Exempt appendix", "Exempt appendix"),
        ("NOT_FOR_PUBLICATION rates", "NOT FOR PUBLICATION"),
        ("Part II - closed session", "Part II - closed session"),
        ("2022 Part 2 private items", "Part 2 private items"),
        ("EMBARGOED crime figures", "EMBARGOED"),
        ("Legal advice (legally privileged)", "legally privileged"),
        ("Award - in confidence", "in confidence"),
        ("OFFICIAL SENSITIVE rates", "OFFICIAL-SENSITIVE"),
        ("10 Private - prices", "Private"),
        ("10 PRIVATE prices", "PRIVATE"),
        ("10 Part 2 - prices", "Part 2"),
        ("Part II", "Part II"),
        ("Part B", "Part B"),
        ("2b Minutes (Part 2)", "Minutes (Part 2"),
        ("Part 2 minutes", "Part 2 minutes"),
        ("10 Exempt Appendix A", "Exempt Appendix"),
        ("10 exempt under s43 prices", "exempt under s43"),
        ("10 prices Sch 12A", "Sch 12A"),
        ("10 Confidential Report of the Director", "Confidential Report"),
        ("10 confidential prices", "confidential"),
        ("10 Closed session prices", "Closed session"),
        ("10 Private Trust Board - prices", "Private Trust Board"),
        ("Trust Board Private - prices", "Trust Board Private"),
        ("10 Do not publish - prices", "Do not publish"),
        ("10 Not for web", "Not for web"),
        ("10 not to be published", "not to be published"),
        ("10 unredacted prices", "unredacted"),
        ("10 commercially sensitive prices", "commercially sensitive"),
        ("10 Members only - prices", "Members only"),
        ("10 Internal use only - prices", "Internal use only"),
        ("10 Reserved business", "Reserved business"),
        ("10 Pink paper - prices", "Pink paper"),
        ("10 Cyfrinachol - prisiau", "Cyfrinachol"),
        ("Part 2 of the Building Safety Act", ""),
        ("Local Plan Part 2 - open spaces", ""),
        ("Part B Building Regulations", ""),
        ("Strategy part two", ""),
        ("Private sector housing", ""),
        ("PRIVATE SECTOR HOUSING", ""),
        ("Public Board - Private Patients", ""),
        ("Members only club licensing", ""),
        ("Confidential reporting policy", ""),
        ("The confidential inquiry into maternal deaths", ""),
        ("Reserved matters application", ""),
        ("Road closed - High Street", ""),
        ("Closed churchyards", ""),
        ("Secret shopper results", ""),
        ("Confidential helpline", ""),
        ("Restricted funds report", ""),
        ("Unrestricted reserves", ""),
        ("Exempt vehicles", ""),
        ("Trends in confidence in policing", ""),
        ("Exclusion of the press and public", ""),
        ("Data restricted to 2021", ""),
        ("Closed circuit television", ""),
    ],
)
def test_a_title_or_the_name_of_a_file_may_be_marked(name: str, marking: str) -> None:
    assert marking_in_name(name) == marking


@pytest.mark.parametrize(("words", "part", "place"), UNMARKED)
def test_the_same_words_inside_a_paper_are_no_marking(words: str, part: Part, place: tuple[int, int]) -> None:
    assert marking_in(words, part, *place) == ""


@pytest.mark.parametrize(
    "words",
    ["[insert ", "Part XX ", "Error! Reference ", "XX–XX ", "{", "official sensitive ", "this report is exempt? "],
)
def test_a_paragraph_without_end_is_read_in_time(words: str) -> None:
    began = time.process_time()
    leftovers(words * 100_000)
    marking_in(words * 100_000, Part.BODY, *FRONT)
    marking_in(words * 100_000, Part.HEADER, *LATER)
    assert time.process_time() - began < 5


def test_a_link_to_somebodys_own_files_is_told() -> None:
    look = RunFormat("Arial", 11.0)
    address = "https://avon-my.sharepoint.com/personal/jo_bloggs/a.docx"
    runs = tuple(
        Run(words, look, Link(to)) for words, to in (("the", address), ("paper", address), ("or", "https://a.org"))
    )
    document = Document((Section((Paragraph(runs, ParagraphFormat(), look, number=1),)),))
    (finding,) = check_publication(document)
    assert (finding.rule, finding.severity) == ("personal-link", Severity.WARNING)
    assert address in finding.message
