"""What a secretary should know of a finished PDF before it goes into a pack."""

from collections.abc import Iterable, Iterator, Sequence

from boardpaper.model.finding import Finding
from boardpaper.model.messages import counted, listed
from boardpaper.model.pack import PdfFacts, PdfTexts, Unseen, UnseenWords
from boardpaper.rules import pdfs as rules

MANY_PAGES = 2_000

# Names of layers, files or pages that one finding tells.
_MOST_NAMED = 8
# Words that nobody sees: how many places are told, and how long they are.
_MOST_TOLD = 5
_LONGEST = 60
_UNSEEN = {
    Unseen.LAYER: rules.UNSEEN_IN_LAYER,
    Unseen.CROPPED: rules.UNSEEN_BESIDE,
    Unseen.INKLESS: rules.UNSEEN_WITHOUT_INK,
    Unseen.WHITE: rules.PDF_UNSEEN_WORDS,
}


def facts_findings(facts: PdfFacts) -> Iterator[Finding]:
    """What a person should know of a PDF before it goes into a pack."""
    extras = facts.extras
    name = facts.name
    if not facts.pages:
        yield rules.PDF_NO_PAGES.at(name)
    if len(facts.pages) >= MANY_PAGES:
        yield rules.PDF_MANY_PAGES.at(name, pages=len(facts.pages))
    yield from _findings_on_access(facts)
    yield from _findings_on_loss(facts)
    yield from _findings_on_hidden(facts)
    if extras.hidden_layers:
        yield rules.PDF_HIDDEN_LAYERS.at(name, layers=some(extras.hidden_layers))


def _findings_on_hidden(facts: PdfFacts) -> Iterator[Finding]:
    """What of the file was not meant for its readers."""
    extras = facts.extras
    name = facts.name
    if extras.comments:
        yield rules.PDF_COMMENTS.at(name, count=counted(extras.comments, "comment"))
    if extras.redactions:
        yield rules.PDF_REDACTION.at(name, count=counted(extras.redactions, "redaction"))
    if extras.hidden_values:
        yield rules.PDF_HIDDEN_VALUES.at(name, count=counted(extras.hidden_values, "field"))
    if extras.local_links:
        yield rules.PDF_LOCAL_LINKS.at(name, addresses=some(extras.local_links))
    if extras.personal_links:
        yield rules.PDF_PERSONAL_LINKS.at(name, addresses=some(extras.personal_links))


def _findings_on_access(facts: PdfFacts) -> Iterator[Finding]:
    """What keeps people who use assistive technology from reading the file."""
    name = facts.name
    if facts.pages and not facts.tagged:
        yield rules.PDF_UNTAGGED.at(name)
    if facts.tagged and facts.untagged_pages and not facts.ua:
        yield rules.PDF_PARTLY_UNTAGGED.at(name, pages=some(str(page + 1) for page in facts.untagged_pages))
    if facts.tagged and not facts.language:
        yield rules.PDF_NO_LANGUAGE.at(name)
    if facts.encrypted:
        yield rules.PDF_PROTECTED.at(name)


def _findings_on_loss(facts: PdfFacts) -> Iterator[Finding]:
    """What of the file a pack leaves out."""
    extras = facts.extras
    name = facts.name
    if extras.scripts:
        yield rules.PDF_SCRIPTED.at(name, acts=some(extras.scripts))
    if extras.signatures:
        yield rules.PDF_SIGNED.at(name, count=counted(extras.signatures, "signature"))
    if extras.attachments:
        yield rules.PDF_ATTACHMENTS.at(name, names=some(extras.attachments))
    if extras.fields:
        yield rules.PDF_FORM.at(name, count=counted(extras.fields, "field"))


def texts_findings(texts: PdfTexts, *, name: str) -> Iterator[Finding]:
    """What reading the words of a PDF's pages shows of the pages."""
    if texts.sideways:
        yield rules.PDF_TURNED_PAGES.at(name, pages=some(str(page + 1) for page in texts.sideways))
    for covered in texts.covered:
        count = counted(covered.characters, "letter")
        yield rules.PDF_COVERED_TEXT.at(name, count=count, page=covered.page + 1)
    yield from _findings_on_unseen(texts.unseen, name)
    told = {unseen.page for unseen in texts.unseen if unseen.why is Unseen.CROPPED}
    cropped = [cut for cut in texts.cropped if cut.page not in told]
    if cropped:
        pages = some(str(cut.page + 1) for cut in cropped)
        hidden = sum(cut.characters for cut in cropped)
        what = f"{counted(hidden, 'letter')} outside" if hidden else "what lies outside"
        yield rules.PDF_CROPPED.at(name, pages=pages, what=what)


def _findings_on_unseen(every: Sequence[UnseenWords], name: str) -> Iterator[Finding]:
    """What nobody sees and everybody can copy: of each kind some places, and how many there are more."""
    for why, rule in _UNSEEN.items():
        met = [unseen for unseen in every if unseen.why is why]
        for unseen in met[:_MOST_TOLD]:
            yield rule.at(name, words=_short(unseen.words), page=unseen.page + 1)
        if len(met) > _MOST_TOLD:
            yield rule.more(name, len(met) - _MOST_TOLD)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2].rstrip()} …"


def some(names: Iterable[str]) -> str:
    """Names in a row, of very many the first."""
    return listed(names, _MOST_NAMED)
