"""Meetings as offices hold them, made of sentences that papers of such matters have; and people's mistakes in them."""

import io
import json
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import pikepdf
from docx.document import Document
from docx.shared import Mm

from boardpaper.commands.publish.run import Terms, make_publication
from tests.support.wall_plants import picture

_PLACES = ("Ambleford", "Brackwater", "Coldhurst", "Dunmere", "Eastleach", "Farrowby", "Grimsham", "Hollowell")
_FIRMS = ("Mereton", "Orpington", "Pellbrook", "Quarrendon", "Ravensby", "Stainmore", "Thirlby", "Ulverholm")
_TRADES = ("Facilities", "Healthcare", "Estates", "Software", "Catering", "Legal", "Fleet")
_FIRST = ("Amina", "Brian", "Claire", "Dev", "Elin", "Farid", "Grace", "Huw")
_LAST = ("Arkwell", "Boyce", "Chandra", "Dury", "Eames", "Fenn")
_OFFICES: tuple[dict[str, str], ...] = (
    {
        "body": "Strategic Policing and Crime Board",
        "front": "Report of the {officer} to the {body}",
        "duty": "The commissioner must hold the chief constable to account for how the force is run, and this paper "
        "is part of how that is done.",
        "money": "The medium-term financial plan assumes that all savings set out here are found within the year.",
        "ask": "The board is asked to note this report.",
        "contact": "Contact officer: {officer}, 01632 960{tail}, {mail}@commissioner.example.org",
    },
    {
        "body": "Audit and Risk Committee",
        "front": "Agenda item for decision, prepared by the {officer} for members of the {body}",
        "duty": "Standing orders ask that every contract over £50,000 is reported to the committee, and every contract "
        "over £250,000 is approved by it before it is signed.",
        "money": "The costs in this report can be met from the budget that the authority approved in February.",
        "ask": "Members are recommended to note the content of this report and to make such comments as they see fit.",
        "contact": "For more about this report ask the {officer} on 01632 961{tail} or at {mail}@authority.example.org",
    },
    {
        "body": "Finance and Resources Committee",
        "front": "Corporate report: {officer}. Wards affected: all.",
        "duty": "The council's constitution gives the committee the power to decide on all matters that this paper is "
        "about, within the policy framework and the budget set by full council.",
        "money": "The section 151 officer has been consulted and has no further comments on the financial position.",
        "ask": "That the committee considers the report and agrees the recommendations in paragraph 2.",
        "contact": "Report author: {officer}, telephone 01632 962{tail}, e-mail {mail}@council.example.org",
    },
)
_IMPLICATIONS = (
    "There are no legal implications arising directly from this report.",
    "An equality impact assessment has been carried out and found no adverse effect on any group that shares a "
    "protected characteristic.",
    "The risk is recorded in the corporate risk register and is reviewed each quarter by the senior leadership team.",
    "No consultation was needed for this report, since it proposes no change to services.",
    "The proposals have no direct effect on carbon emissions; travel is expected to fall a little.",
)
# What a report on one matter shares with those on the next: the law, the office's own rules, where its rooms are.
_SHARED = (
    "The procurement was carried out in line with the Procurement Act 2023 and the council's contract procedure rules.",
    "Section 3 of the Local Government Act 1999 requires the authority to make arrangements to secure continuous "
    "improvement in the way in which its functions are exercised.",
    "Under section 17 of the Crime and Disorder Act 1998 the authority must have due regard to the need to prevent "
    "crime and disorder in its area.",
    "A data protection impact assessment has been completed and the risks identified have been mitigated.",
    "The programme board meets monthly and reports progress to the senior leadership team each quarter.",
    "The proposals contribute to the priorities in the corporate plan and to the delivery of the medium term financial "
    "strategy.",
    "The decision is not subject to call-in because it does not meet the definition of a key decision.",
)
# Round sums, and counts that are as large as somebody's price.
_ROUND = (
    "Savings of £1 million are planned for the year, and a reserve of £100,000 is kept for what cannot be foreseen.",
    "Grants of up to £10,000 can be made by officers; the limit was £250,000 for all of them together.",
    "There were 12,345 visits to the website, and 48,120 calls were answered.",
    "About £1.5 million is held for repairs, as in the year before.",
)
_ROUND_CLOSED = (
    "The work would take savings of £1 million, and £100,000 must be set aside for what cannot be foreseen.",
    "A deposit of £10,000 was paid, the insurer's limit is £250,000, and £1.5 million is held for repairs.",
    "The fee of £12,345 and the costs of £48,120 are within the budget.",
)
_CASE, _CALLED = "LIT-2025/0417", "07700 900417"
_VENUE = "the committee rooms on the second floor of the old town hall, High Street, Ambleford AM1 2CD"
_OPEN: Mapping[str, tuple[str, ...]] = {
    "Budget monitoring": (
        "At the end of {month} the forecast outturn is {money}, against a budget of {money2}.",
        "Overtime in {place} accounts for most of the {count} shifts that were not planned.",
        "The pay award adds {money} to the pay bill, of which {money2} was provided for.",
        "Reserves stand at {money} after the transfer that was approved in {month}.",
        "Capital spending has slipped on the refurbishment in {place}, where the contractor found asbestos.",
    ),
    "Estates strategy": (
        "{count} buildings have been surveyed since {month}, and {place} needs the most work.",
        "The station in {place} will be shared with the fire service from {month}.",
        "Running costs of the estate were {money} last year, a little less than the year before.",
        "A lease of the site in {place} ends in {month}, and options for it are being looked at.",
        "Heat pumps at {place} have cut the use of gas by a third.",
    ),
    "Procurement pipeline": (
        "Tenders for cleaning and catering will be invited in {month} through the national framework.",
        "{count} suppliers came to the market day in {place}.",
        "The contract for vehicle maintenance runs out in {month} and can be extended once.",
        "Three in four suppliers on the register are small firms, many of them in {place}.",
        "Bids will be judged on quality, price and social value, as the procurement strategy says.",
    ),
    "Complaints and conduct": (
        "{count} complaints were recorded in the quarter, fewer than in the one before.",
        "Reviews took {count2} days on average; most were about how somebody was spoken to.",
        "Two hearings were held in public in {month}, and their outcomes are on the website.",
        "Officers in {place} have been trained in how to record what was said.",
    ),
    "Community safety": (
        "Wardens in {place} dealt with {count} reports of noise between {month} and the end of the year.",
        "Grants of {money} were made to {count2} groups that work with young people.",
        "The partnership in {place} will pilot a new scheme for people who are victims time and again.",
        "Residents say that they feel safer by day, and no safer by night, than a year ago.",
    ),
    "Workforce": (
        "The establishment is {count} posts, of which {count2} were vacant in {month}.",
        "Sickness absence rose in the winter, mostly from colds, and has come down since.",
        "A leadership course in {place} was taken by {count2} sergeants and team leaders.",
        "The gap between the pay of men and of women has closed by half a point.",
    ),
}
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "Award of a contract": (
        "{firm} {trade} offered {money} over the life of the contract, the lowest price of the bids that came in.",
        "{other} {trade} scored best on quality but asked for {money2}, which is beyond what was budgeted.",
        "The panel, led by {person}, recommends {firm} {trade} subject to a check of its accounts.",
        "Its day rate for senior staff is {rate}, which is low enough to raise the question whether it can be kept.",
        "If the award is challenged, counsel thinks the authority would probably win, though not on every ground.",
    ),
    "Sale of a site": (
        "The site in {place} was valued by {firm} {trade} at {money} with planning permission.",
        "The developer has offered {money2} without conditions and wants an answer before {month}.",
        "{person} advises that a sale at auction might bring in more but could take two years.",
        "The tenant of the ground floor has not been told, and would be entitled to {money} for loss of trade.",
    ),
    "Settlement of a claim": (
        "{person} claims {money} for loss of earnings after the dismissal, and {money2} for injury to feelings.",
        "Counsel puts the chance of success at a tribunal at no better than even, because the notes were lost.",
        "An offer of {rate} a week for half a year, with no admission of fault, would probably be accepted.",
        "The insurer, {firm} {trade}, will bear what is above the excess if it is told in time.",
    ),
    "Restructure of a team": (
        "Four posts in {place} would go, among them that of {person}, at a cost of {money} in redundancy.",
        "The unions have not been told and consultation would begin in {month} if members agree.",
        "The saving in a full year would be {money2}, which closes most of the gap in next year's budget.",
        "{person} has been told in confidence and has asked for early retirement instead.",
    ),
}
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "September", "October", "November"]


@dataclass(frozen=True)
class Ordinary:
    """A meeting on disk; the names of its public papers, and of its restricted ones."""

    folder: Path
    public: tuple[str, ...]
    restricted: tuple[str, ...]


def ordinary_meeting(folder: Path, seed: int) -> Ordinary:
    """A meeting of four to six public papers and one or two restricted ones, and no mistake in it."""
    chance = random.Random(seed)
    office = _OFFICES[seed % len(_OFFICES)]
    officers = [f"{chance.choice(_FIRST)} {last}" for last in chance.sample(_LAST, 4)]
    office = office | {"net": f"£{chance.randint(101_000, 999_999) * 1000 + 250:,}"}
    open_titles = chance.sample(sorted(_OPEN), chance.randint(4, 6))
    closed_titles = chance.sample(sorted(_CLOSED), chance.randint(1, 2))
    items: list[dict[str, object]] = []
    public, restricted = list[str](), list[str]()
    for number, title in enumerate((*open_titles, *closed_titles), 1):
        name = f"{number}-{title.lower().replace(' ', '-')}.docx"
        is_closed = title in _CLOSED
        sentences = _CLOSED[title] if is_closed else _OPEN[title]
        _write(folder / name, title, chance, office, chance.choice(officers), sentences)
        item: dict[str, object] = {"number": str(number), "title": title, "paper": name}
        if is_closed:
            item["restricted"] = {"paragraph": "3", "reason": "the financial or business affairs of a person"}
        items.append(item)
        (restricted if is_closed else public).append(name)
    told = {"body": office["body"], "date": "2025-06-24", "venue": _VENUE, "items": items}
    (folder / "meeting.yaml").write_text(json.dumps(told), encoding="utf-8")
    return Ordinary(folder, tuple(public), tuple(restricted))


def _write(
    path: Path, title: str, chance: random.Random, office: Mapping[str, str], officer: str, sentences: tuple[str, ...]
) -> None:
    """A paper of a front, a body, a table of figures, what it implies, and whom to ask."""
    paper = docx.Document()
    paper.core_properties.title = title
    paper.core_properties.author = officer
    mail, tail = officer.lower().replace(" ", "."), f"{sum(map(ord, officer)) % 1000:03}"
    said = {"officer": officer, "body": office["body"], "mail": mail, "tail": tail}
    paper.add_heading(title, 1)
    paper.add_paragraph(office["front"].format(**said))
    paper.add_heading("Purpose of report", 2)
    paper.add_paragraph(office["duty"])
    paper.add_paragraph(office["ask"])
    paper.add_heading("Background and detail", 2)
    facts = _facts(chance)
    for sentence in chance.sample(sentences, len(sentences)):
        paper.add_paragraph(sentence.format(**facts))
    table = paper.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Measure", "2024/25"
    for name in chance.sample(("Staff", "Premises", "Transport", "Supplies", "Income"), 3):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, f"{chance.randint(100, 99_999):,}"
    if title in _CLOSED:
        paper.add_paragraph(f"The file is {_CASE}. Who is concerned can be reached on {_CALLED} in the evening.")
        paper.add_picture(io.BytesIO(picture(path.name)), Mm(90))
    paper.add_heading("Implications", 2)
    for sentence in _standing(title, chance, office):
        paper.add_paragraph(sentence)
    paper.add_paragraph(office["contact"].format(**said))
    paper.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture(office["body"])), Mm(30))
    _describe(paper)
    paper.save(str(path))


def _standing(title: str, chance: random.Random, office: Mapping[str, str]) -> Iterator[str]:
    """What an office says in many papers, here and there left out."""
    # A corporate report has a line for each of these, and now and then an author has something else to say.
    yield from (sentence for sentence in (*_IMPLICATIONS, office["money"]) if chance.random() < 0.8)
    yield from (sentence for sentence in _SHARED if chance.random() < 0.4)
    yield from (sentence for sentence in (_ROUND_CLOSED if title in _CLOSED else _ROUND) if chance.random() < 0.5)
    yield f"The net budget requirement for the year is {office['net']}."
    if chance.random() < 0.3:
        yield f"The next meeting is held in {_VENUE}."


def _describe(paper: Document) -> None:
    """Gives each picture the description that it needs."""
    parts = (paper.element, *(section.header._element for section in paper.sections))
    for part in parts:
        for properties in part.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
            properties.set("descr", "A picture")


def _facts(chance: random.Random) -> dict[str, str]:
    firms = chance.sample(_FIRMS, 2)
    return {
        "place": chance.choice(_PLACES),
        "month": chance.choice(_MONTHS),
        "count": f"{chance.randint(40, 900):,}",
        "count2": str(chance.randint(11, 39)),
        "money": f"£{chance.randint(101_000, 9_999_999):,}",
        "money2": f"£{chance.randint(101_000, 999_999):,}",
        "rate": f"£{chance.randint(401, 979)}",
        "firm": firms[0],
        "other": firms[1],
        "trade": chance.choice(_TRADES),
        "person": f"{chance.choice(_FIRST)} {chance.choice(('Yarrow', 'Wexcombe', 'Vane'))}",
    }


# People's mistakes: each changes a meeting as somebody might by accident.


def copied(meeting: Ordinary) -> None:
    """A restricted file stands under another name as a paper of an open item."""
    shutil.copy(meeting.folder / meeting.restricted[0], meeting.folder / "update.docx")
    _add_item(meeting, "update.docx")


def linked(meeting: Ordinary) -> None:
    """The same by a link."""
    os.link(meeting.folder / meeting.restricted[0], meeting.folder / "update.docx")
    _add_item(meeting, "update.docx")


def saved_again(meeting: Ordinary) -> None:
    """A copy that somebody has opened and saved, with a word changed."""
    paper = docx.Document(str(meeting.folder / meeting.restricted[0]))
    paper.paragraphs[0].text = "Update"
    paper.core_properties.author = "Somebody"
    paper.save(str(meeting.folder / "update.docx"))
    _add_item(meeting, "update.docx")


def exported(meeting: Ordinary) -> None:
    """The restricted paper, exported as a PDF, is an appendix of an open item."""
    (meeting.folder / "appendix.pdf").write_bytes(_published(meeting.folder / meeting.restricted[0]))
    told = _plan(meeting)
    told["items"][0]["appendices"] = [{"title": "More", "paper": "appendix.pdf"}]
    _save(meeting, told)


def pasted(meeting: Ordinary) -> None:
    """A sentence of the restricted paper is pasted into a public one."""
    _add_paragraph(meeting, f"As members know, {_telling_sentence(meeting)}")


def pasted_more(meeting: Ordinary) -> None:
    """Two other sentences of the restricted paper follow in the public one."""
    _add_paragraph(meeting, " ".join(sorted(_words(meeting)[5:9], key=len)[:3]))


def pasted_in_capitals(meeting: Ordinary) -> None:
    """A sentence is pasted as a heading in capitals, without its last words."""
    _add_paragraph(meeting, _telling_sentence(meeting).upper()[:-6])


def pasted_into_a_table(meeting: Ordinary) -> None:
    """A sentence is pasted into a table's cell."""
    path = meeting.folder / meeting.public[0]
    paper = docx.Document(str(path))
    paper.tables[0].rows[-1].cells[0].text = _telling_sentence(meeting)
    paper.save(str(path))


def quoted(meeting: Ordinary) -> None:
    """A price of the restricted paper is quoted in other words."""
    _add_paragraph(meeting, f"There will be {_amount(meeting)} to pay for it.")


def quoted_otherwise(meeting: Ordinary) -> None:
    """A price is quoted without its sign and with spaces."""
    _add_paragraph(meeting, f"There will be {_amount(meeting).strip('£').replace(',', ' ')} pounds to pay for it.")


def quoted_rounded(meeting: Ordinary) -> None:
    """A price is quoted in millions, or thousands, as a speaker would say it."""
    _add_paragraph(meeting, f"There will be {_rounded(_amount(meeting))} to pay for it.")


def quoted_again(meeting: Ordinary) -> None:
    """A price is quoted in one more sentence."""
    _add_paragraph(meeting, f"Nobody knew that {_amount(meeting)} would be asked for.")


def pasted_twice(meeting: Ordinary) -> None:
    """A sentence of the restricted paper is pasted into two public ones."""
    for name in meeting.public[:2]:
        _add_paragraph(meeting, f"As members know, {_telling_sentence(meeting)}", name)


def quoted_twice(meeting: Ordinary) -> None:
    """A price is quoted in two public papers."""
    for name in meeting.public[:2]:
        _add_paragraph(meeting, f"There will be {_amount(meeting)} to pay for it.", name)


def reference_quoted(meeting: Ordinary) -> None:
    """The number of the case is quoted in other words."""
    _add_paragraph(meeting, f"More is said in {_CASE}.")


def telephone_quoted(meeting: Ordinary) -> None:
    """A number at which somebody can be reached in confidence is given to all."""
    _add_paragraph(meeting, f"Questions go to {_CALLED.replace(' ', '')}.")


def titled(meeting: Ordinary) -> None:
    """The title of an open item tells the price."""
    told = _plan(meeting)
    told["items"][0]["title"] = f"{told['items'][0]['title']}, and {_amount(meeting)} for the rest"
    _save(meeting, told)


def reasoned(meeting: Ordinary) -> None:
    """The reason why an item is closed, which is public, tells the price."""
    told = _plan(meeting)
    told["items"][-1]["restricted"] = {"paragraph": "3", "reason": f"an offer of {_amount(meeting)}"}
    _save(meeting, told)


def picture_pasted(meeting: Ordinary) -> None:
    """The plan in the restricted paper is pasted into a public one."""
    path = meeting.folder / meeting.public[0]
    paper = docx.Document(str(path))
    paper.add_picture(io.BytesIO(picture(meeting.restricted[0])), Mm(90))
    _describe(paper)
    paper.save(str(path))


def attached(meeting: Ordinary) -> None:
    """A public PDF has the restricted file attached."""
    path = meeting.folder / "letter.pdf"
    path.write_bytes(_published(meeting.folder / meeting.public[0]))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["data.docx"] = (meeting.folder / meeting.restricted[0]).read_bytes()
        pdf.save()
    _add_item(meeting, "letter.pdf")


def marked_by_name(meeting: Ordinary) -> None:
    """A paper whose name says that it is confidential is among the open ones."""
    name = "10 CONFIDENTIAL - prices (not for publication).docx"
    shutil.copy(meeting.folder / meeting.public[0], meeting.folder / name)
    _add_item(meeting, name)


def marked_by_folder(meeting: Ordinary) -> None:
    """A paper of an open item lies in the folder of the closed ones."""
    folder = meeting.folder / "Part II - closed session"
    folder.mkdir()
    shutil.copy(meeting.folder / meeting.public[0], folder / "rates.docx")
    _add_item(meeting, "Part II - closed session/rates.docx")


def marked_inside(meeting: Ordinary) -> None:
    """A public paper's header says that press and public are to be excluded."""
    path = meeting.folder / meeting.public[0]
    paper = docx.Document(str(path))
    paper.sections[0].header.paragraphs[0].text = "P R E S S  and  public to be ex\u00adcluded"
    paper.save(str(path))


MISTAKES: tuple[Callable[[Ordinary], None], ...] = (
    copied, linked, saved_again, exported, pasted, pasted_in_capitals, pasted_into_a_table, pasted_twice, quoted,
    quoted_otherwise, quoted_rounded, quoted_twice, reference_quoted, telephone_quoted, titled, reasoned,
    picture_pasted, attached, marked_by_name, marked_by_folder, marked_inside,
)  # fmt: skip


def restricted_as_pdf(meeting: Ordinary) -> None:
    """The first restricted paper is handed in as a PDF."""
    name = meeting.restricted[0]
    (meeting.folder / "closed.pdf").write_bytes(_published(meeting.folder / name))
    told = _plan(meeting)
    for item in told["items"]:
        if item["paper"] == name:
            item["paper"] = "closed.pdf"
    _save(meeting, told)


def restrict_later(meeting: Ordinary) -> None:
    """The first public paper is restricted after the pack has gone out."""
    told = _plan(meeting)
    told["items"][0]["restricted"] = {"paragraph": "3", "reason": "the affairs of others"}
    _save(meeting, told)


def _plan(meeting: Ordinary) -> dict[str, list[dict[str, object]]]:
    plan: dict[str, list[dict[str, object]]] = json.loads((meeting.folder / "meeting.yaml").read_text(encoding="utf-8"))
    return plan


def _save(meeting: Ordinary, told: Mapping[str, object]) -> None:
    (meeting.folder / "meeting.yaml").write_text(json.dumps(told), encoding="utf-8")


def _add_item(meeting: Ordinary, name: str) -> None:
    told = _plan(meeting)
    told["items"].append({"number": "20", "title": "Update", "paper": name})
    _save(meeting, told)


def _add_paragraph(meeting: Ordinary, words: str, name: str = "") -> None:
    path = meeting.folder / (name or meeting.public[0])
    paper = docx.Document(str(path))
    paper.add_paragraph(words)
    paper.save(str(path))


def _published(path: Path) -> bytes:
    return make_publication(path, Terms(draft=False)).pdf


def _telling_sentence(meeting: Ordinary) -> str:
    """A sentence of the restricted paper's own."""
    words = _words(meeting)
    return max(words[5:8], key=len)


def _amount(meeting: Ordinary) -> str:
    """The first price in the restricted paper."""
    found = re.findall(r"£[\d,]{7,}", " ".join(_words(meeting)[5:]))
    return str(found[0])


def _rounded(amount: str) -> str:
    """An amount in three figures: £4.31 million, £431,000."""
    number = int(amount.strip("£").replace(",", ""))
    unit = 10 ** (len(str(number)) - 3)
    number = (number + unit // 2) // unit * unit
    return f"£{number / 1_000_000:.2f} million" if number >= 1_000_000 else f"£{number:,}"


def _words(meeting: Ordinary) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(meeting.folder / meeting.restricted[0])).paragraphs]


def reached(meeting: Ordinary, mistake: Callable[[Ordinary], None]) -> bool:
    """Whether a mistake has come to the public: a marked paper is out, or a restricted file is inside a public one."""
    papers = [path.read_bytes() for path in (meeting.folder / "packs" / "public" / "papers").glob("*.pdf")]
    if mistake is not attached:
        return True
    for content in papers:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.attachments):
                return True
    return False


def is_left(meeting: Ordinary) -> bool:
    """Whether the first public paper, which is restricted now, still lies among the public files."""
    return any((meeting.folder / "packs" / "public" / "papers").glob("item-1-*.pdf"))
