"""Which rules stop a publication, and which of them a person may allow."""

from boardpaper.rules import pdfs, publication

GATE = publication.GATE | pdfs.GATE
"""The names of the rules that stop a paper of any origin until they are put right, allowed or accepted."""
ALLOWABLE_IN_MEETINGS = tuple(sorted({*publication.ALLOWABLE, *pdfs.ALLOWABLE}))
"""The names of those that a person may allow a paper of a meeting."""
