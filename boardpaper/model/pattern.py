"""Regular expressions that are compiled when a run first needs them."""

import re
from functools import cache


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`pattern`, compiled at the first call and then kept.

    For tables of many expressions, of which most runs need few: compiling one takes as long as using it on some pages.
    """
    return re.compile(pattern, flags)
