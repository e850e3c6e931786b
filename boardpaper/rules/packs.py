"""Packs: finished papers put together, tagged and numbered through."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_WHOLE = "A pack holds its papers whole, or says what is not in it."
_ACCESS = "Everybody can read every paper of a pack."

PACK_EMPTY = Rule(
    "pack-empty",
    Severity.ERROR,
    sentence="There is nothing to put into the pack.",
    hint="Give it an agenda or a paper.",
    protects="A run does what was asked, or says why it does not.",
)
PACK_BROKEN_PART = Rule(
    "pack-broken-part",
    Severity.ERROR,
    sentence="The file cannot be put into the pack: {fault}.",
    hint="Export it as a PDF again, or leave it out.",
    protects=_WHOLE,
)
PART_UNUSABLE = PACK_BROKEN_PART.worded("The file cannot be put into the pack.", "See what was found when it was read.")
PART_TOO_DEEP = PACK_BROKEN_PART.worded("The tags of the file stand within one another without end.")
PACK_CHANGED_PART = Rule(
    "pack-changed-part",
    Severity.ERROR,
    sentence="The file has not the pages that were counted before.",
    hint="It was changed meanwhile: run the pack again.",
    protects="“Page 12” is page 12.",
)
PACK_SLIP_PAGE = Rule(
    "pack-slip-page",
    Severity.WARNING,
    sentence="A slip page stands for “{title}”: the file has no tags.",
    hint="Get a tagged PDF or the Word file from its author, or include untagged papers on purpose.",
    protects=_ACCESS,
)
SLIP_PAGE_WITHOUT_ADDRESS = PACK_SLIP_PAGE.worded(
    hint="Get a tagged PDF or the Word file from its author, or include untagged papers on purpose. Give its address "
    "meanwhile, so that the slip page can lead to it."
)
PACK_UNTAGGED_PART = Rule(
    "pack-untagged-part",
    Severity.WARNING,
    sentence="The pages of “{title}” have no tags: a screen reader passes over them.",
    hint="Get a tagged PDF or the Word file from its author.",
    protects=_ACCESS,
)
PACK_CLAIMS_NOTHING = Rule(
    "pack-claims-nothing",
    Severity.WARNING,
    sentence="The pack does not say that it conforms to PDF/UA-1 and PDF/A-2a, since not all its parts do: {parts}.",
    hint="Ask for these papers as tagged PDFs that conform, or as Word files.",
    protects="A PDF claims no more than has been checked.",
)
PACK_TOO_LARGE = Rule(
    "pack-too-large",
    Severity.WARNING,
    sentence="The pack has {megabytes:.1f} MB, more than the {most:g} MB that are allowed; {fonts:.1f} MB of it are "
    "fonts, {repeated:.1f} MB of them faces that several papers bring.",
    hint="Make the pictures in its largest parts smaller: {largest}.",
    protects="A pack can be opened and sent.",
)
PACK_UNBALANCED_PAGE = Rule(
    "pack-unbalanced-page",
    Severity.WARNING,
    sentence="The content of page {pages} of the pack does not end as it should; it was closed off.",
    hint="Look at the page in the pack, or export the paper again.",
    protects="A stamp on a page stands where it should.",
)
PACK_FIELD_NOT_SHOWN = Rule(
    "pack-field-not-shown",
    Severity.WARNING,
    sentence="The form field {field} on page {page} holds words that it does not show.",
    hint="Open the form, save it and print it to PDF; then use that file.",
    protects=_WHOLE,
)
CONTENTS_CHARACTER = Rule(
    "contents-character",
    Severity.WARNING,
    sentence="The contents list shows headings without all of their characters. {missing}",
    hint="Give that paper an outline (bookmarks) in letters that Arial has, or do without the list: contents_over.",
    protects=_WHOLE,
)
