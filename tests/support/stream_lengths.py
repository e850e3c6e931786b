"""Whether the streams of a PDF are as long as they say (ISO 19005-2, 6.1.7.1): one quick validator cannot tell.

page-validation takes a carriage return that ends packed data for part of the line end after it, and then reports
PDFA2A-STREAM-LENGTH-001. Its word counts where this check finds a fault, and only then.
"""

import re

FALSE_ALARM = "PDFA2A-STREAM-LENGTH-001"
_STREAM = re.compile(rb">>\s*stream(?:\r\n|\n)")
_LENGTH = re.compile(rb"/Length (\d+)(?! \d+ R)")
_END = re.compile(rb"(?:\r\n|\n|\r)endstream\b")


def wrong_lengths(content: bytes) -> list[int]:
    """Where in the file a stream begins that is longer or shorter than its dictionary says."""
    wrong, at = [], 0
    while (begun := _STREAM.search(content, at)) is not None:
        stated = _LENGTH.search(content, content.rindex(b" obj", 0, begun.start()), begun.end())
        end = begun.end() + (int(stated[1]) if stated else 0)
        if stated is None or _END.match(content, end) is None:
            wrong.append(begun.end())
            end = content.index(b"endstream", begun.end())
        at = end
    return wrong


def confirmed(rules: set[str], content: bytes) -> set[str]:
    """`rules` that page-validation says a PDF breaks, without the false alarm."""
    return rules if wrong_lengths(content) else rules - {FALSE_ALARM}
