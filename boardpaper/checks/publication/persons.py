"""Names in a file's properties that programs and makers of machines put there, and that are no person and no office."""

import re

from boardpaper.model.pattern import compiled

_PROGRAMS = (
    r"microsoft(?: corporation| corp\.?| office(?: user)?| word(?: \d+)?| account)?|windows(?: user)?|office(?: user)?"
    r"|apple(?: inc\.?)?|google(?: docs)?|libreoffice|openoffice(?:\.org)?|onlyoffice|wps office"
    r"|python-docx(?: template)?|apache poi|docx4j|aspose(?:\.words)?|openxml sdk|pandoc|boardpaper"
)
_MACHINES = r"hp(?: inc\.?)?|hewlett[- ]packard(?: company)?|dell(?: inc\.?)?|lenovo|toshiba|acer|asus|fujitsu|samsung"
_NOBODY = (
    r"user(?:name| name| ?\d+)?|default(?: user)?|admin(?:istrator)?|guest|owner|author|unknown|none|n/?a|home|work"
    r"|company|organi[sz]ation|your (?:name|company|organi[sz]ation)|company name|[-–—.?_ ]*"
)


def is_nobody(name: str) -> bool:
    """Whether a name in a file's properties is that of a program or a machine, or stands for no name at all."""
    return compiled(rf"(?:{_PROGRAMS}|{_MACHINES}|{_NOBODY})", re.IGNORECASE).fullmatch(name.strip()) is not None
