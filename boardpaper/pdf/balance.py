"""What a page's content leaves open at its end: states, marked content, text (ISO 32000-1, 8.4.2, 9.4.1, 14.6)."""

import re
import zlib

import pikepdf
from msgspec import Struct
from pikepdf import Object, parse_content_stream

from boardpaper.pdf.trees import page_content

# More content than this on one page is not looked through: it would take longer than the page is worth.
_MOST_CONTENT = 8 * 2**20
_DELIMITED = rb"(?<![^\s\])>}])"
_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|\(|%[^\r\n]*|" + _DELIMITED + rb"(?:q|Q|BT|ET|BMC|BDC|EMC|BI)(?![^\s\[(</%])", re.DOTALL
)


class Balance(Struct):
    """What a page's content leaves open at its end, and how many states it restores that it has not saved."""

    states: int = 0
    missing: int = 0
    marks: int = 0
    text: bool = False

    def see(self, operator: bytes) -> None:
        """Takes one operator into account."""
        if operator == b"q":
            self.states += 1
        elif operator == b"Q":
            if self.states:
                self.states -= 1
            else:
                self.missing += 1
        elif operator in (b"BMC", b"BDC"):
            self.marks += 1
        elif operator == b"EMC":
            self.marks = max(self.marks - 1, 0)
        elif operator in (b"BT", b"ET"):
            self.text = operator == b"BT"

    @property
    def sound(self) -> bool:
        """Whether nothing is left open."""
        return not (self.states or self.missing or self.marks or self.text)

    @property
    def opening(self) -> bytes:
        """What has to come before the content."""
        return b"q\n" * (self.missing + 1)

    @property
    def closing(self) -> bytes:
        """What has to come after it."""
        return b"\nET" * self.text + b"\nEMC" * self.marks + b"\nQ" * (self.states + 1) + b"\n"


def page_balance(page: Object) -> Balance:
    """How a page's content ends. Content that cannot be read counts as sound: a viewer skips what it cannot read."""
    try:
        return _quick_balance(page) or _exact_balance(page)
    except (pikepdf.PdfError, zlib.error, TypeError, ValueError):
        return Balance()


def _quick_balance(page: Object) -> Balance | None:
    """The balance told from the bytes alone; None where strings in strings or pictures in the content hide it."""
    balance = Balance()
    content = page_content(page, _MOST_CONTENT)
    for token in _TOKEN.findall(content) if content is not None else ():
        if token in (b"(", b"BI"):
            return None
        if token[:1] not in b"(%":
            balance.see(token)
    return balance


def _exact_balance(page: Object) -> Balance:
    """What the page's operators leave open, read one by one."""
    balance = Balance()
    for instruction in parse_content_stream(page, operators="q Q BT ET BMC BDC EMC"):
        balance.see(str(instruction.operator).encode())
    return balance
