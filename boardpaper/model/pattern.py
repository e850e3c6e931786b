"""Regular expressions: what makes them cheap, compiled when first needed and read in small letters, and one for all."""

import re
from functools import cache

_KINDS = "png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|docx?|pptx?|xlsx?|pdf"
_FILE_NAME = rf"(?:[a-z]:\\|\\\\|file:|/users/|/home/).*|[^\n]*\.(?:{_KINDS})"
# OneDrive and the personal sites of SharePoint.
_PERSONAL = (
    r"https?://(?:[\w.-]+-my\.sharepoint\.[a-z.]+|[\w.-]+\.sharepoint\.[a-z.]+/(?:[^?]*/)?personal|onedrive\.live\.com|"
    r"1drv\.ms|d\.docs\.live\.net)/.*"
)


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`pattern`, compiled at the first call and then kept.

    For tables of many expressions, of which most runs need few: compiling one takes as long as using it on some pages.
    """
    return re.compile(pattern, flags)


def in_small_letters(text: str) -> str:
    """`text` in small letters, each where it stood, for expressions that would take twice as long to ignore case."""
    small = text.lower()
    if len(small) == len(text):
        return small
    # A few capitals, such as the Turkish İ, have small letters of two characters.
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def is_file_name(text: str) -> bool:
    """Whether `text` is a file's name, as programs put it where they know no better; a path often names a person."""
    return compiled(_FILE_NAME, re.IGNORECASE).fullmatch(text) is not None


def is_personal_address(address: str) -> bool:
    """Whether an address leads to somebody's own files in the cloud; it often names that person."""
    return compiled(_PERSONAL, re.IGNORECASE | re.DOTALL).fullmatch(address.strip()) is not None
