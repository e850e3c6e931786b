"""What a secretary should know of a finished PDF before it goes into a pack."""

from collections.abc import Iterable, Iterator

from boardpaper.model.finding import Finding, warning
from boardpaper.model.messages import counted, listed
from boardpaper.model.pack import PdfFacts, PdfTexts

MANY_PAGES = 2_000

# Names of layers, files or pages that one finding tells.
_MOST_NAMED = 8


def facts_findings(facts: PdfFacts) -> Iterator[Finding]:
    """What a person should know of a PDF before it goes into a pack."""
    name = facts.name
    if not facts.pages:
        yield Finding("pdf-no-pages", "The file has no pages.", name, "Ask its author for the file again.")
    if len(facts.pages) >= MANY_PAGES:
        yield warning(
            "pdf-many-pages",
            f"The file has {len(facts.pages):,} pages.",
            name,
            "Publish it beside the pack and link to it, unless readers must have it inside.",
        )
    yield from _findings_on_access(facts)
    yield from _findings_on_loss(facts)
    if facts.comments:
        yield warning(
            "pdf-comments",
            f"The file has {counted(facts.comments, 'comment')} or mark-up in it, which everybody will see.",
            name,
            "Delete them in the original, unless they are meant to be published.",
        )
    if facts.hidden_layers:
        yield warning(
            "pdf-hidden-layers",
            f"The file holds layers that are not shown: {some(facts.hidden_layers)}. Any reader can show them.",
            name,
            "Delete them in the original, unless they are meant to be published.",
        )


def _findings_on_access(facts: PdfFacts) -> Iterator[Finding]:
    name = facts.name
    if facts.pages and not facts.tagged:
        yield warning(
            "pdf-untagged",
            "The file has no tags, so a screen reader cannot read it in order.",
            name,
            "Ask its author for a tagged PDF or for the Word file; until then a slip page stands for it in the pack.",
        )
    if facts.tagged and facts.untagged_pages and not facts.ua:
        pages = some(str(page + 1) for page in facts.untagged_pages)
        yield warning(
            "pdf-partly-untagged",
            f"Pages without tags: {pages}.",
            name,
            "Ask its author for a PDF in which every page is tagged.",
        )
    if facts.tagged and not facts.language:
        yield warning(
            "pdf-no-language",
            "The file does not say what language it is in.",
            name,
            "Set the language in the original and export it again; the pack's own is taken for it.",
        )
    if facts.encrypted:
        yield warning(
            "pdf-protected",
            "The file forbids some uses, such as changing it; it opens without a password.",
            name,
            "Make sure that its author agrees to its being put into a pack.",
        )


def _findings_on_loss(facts: PdfFacts) -> Iterator[Finding]:
    name = facts.name
    if facts.scripts:
        # To change a signed file would break its signature.
        alone = "; the signed file by itself still does it" if facts.signatures else ", and of the paper's own copy"
        yield warning(
            "pdf-scripted",
            f"The file acts by itself: {some(facts.scripts)}. This is taken out of the pack{alone}.",
            name,
            "Check that the paper says all it has to say without it.",
        )
    if facts.signatures:
        yield warning(
            "pdf-signed",
            f"The file carries {counted(facts.signatures, 'signature')}. A signature holds only "
            "in the signed file itself: in the pack it is a picture.",
            name,
            "Publish the signed file beside the pack; --no-stamp keeps page numbers off the picture.",
        )
    if facts.attachments:
        yield warning(
            "pdf-attachments",
            f"Files inside the file are left out of the pack: {some(facts.attachments)}.",
            name,
            "Make them papers or appendices of their own.",
        )
    if facts.fields:
        yield warning(
            "pdf-form",
            f"The file is a form with {counted(facts.fields, 'field')}. In the pack it shows what "
            "has been filled in, and cannot be filled in.",
            name,
            "Publish the form beside the pack if readers are to use it.",
        )


def texts_findings(texts: PdfTexts, *, name: str) -> Iterator[Finding]:
    """What reading the words of a PDF's pages shows of the pages."""
    if texts.sideways:
        yield warning(
            "pdf-turned-pages",
            f"Text does not stand upright on page {some(str(page + 1) for page in texts.sideways)}.",
            name,
            "Turn the page in the original and export it again.",
        )
    if texts.cropped:
        pages = some(str(cut.page + 1) for cut in texts.cropped)
        hidden = sum(cut.characters for cut in texts.cropped)
        what = f"{counted(hidden, 'letter')} outside" if hidden else "what lies outside"
        yield warning(
            "pdf-cropped",
            f"A part only is shown of page {pages}; {what} the shown part can still be found in the file.",
            name,
            "Cut the page in the original, or print it to a new PDF, unless all of it may be published.",
        )


def some(names: Iterable[str]) -> str:
    """Names in a row, of very many the first."""
    return listed(names, _MOST_NAMED)
