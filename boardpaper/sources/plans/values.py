"""What people write in a description: names of files, days, times, languages."""

import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from boardpaper.model.asked import name_fault, shown_name
from boardpaper.model.kpi import MONTHS

# With words around it, as in “10:00 for 10:30”.
_TIME = re.compile(r"(^|\D)([01]?\d|2[0-3])[:.][0-5]\d(\D|$)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IN_WORDS = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_IN_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)")


def _possible(name: str) -> str:
    """The name, where a file can have it.

    Raises:
        ValueError: no file can.
    """
    fault = name_fault(name)
    if fault:
        raise ValueError(f"“{shown_name(name)}” cannot be the name of a file: {fault}")
    return name


def day_in(text: str) -> str:
    """“2025-09-23” for “23 September 2025”, “23/09/2025” and the like; "" for what is no day."""
    found = _numbers_of_day(" ".join(text.split()))
    try:
        return datetime.date(*found).isoformat() if found else ""
    except ValueError:
        return ""


def _numbers_of_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day, as people in Britain write them."""
    if match := _IN_WORDS.fullmatch(text):
        name = match[2].lower()
        month = next((number for number, each in enumerate(MONTHS, 1) if each.lower().startswith(name)), 0)
        return int(match[3]), month, int(match[1])
    if match := _IN_FIGURES.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _RUN_TOGETHER.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    return None


def _day(value: object) -> object:
    """The day as it is.

    Raises:
        ValueError: it is not written as one.
    """
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    text = str(value).strip()
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        likely = day_in(text)
        raise ValueError(
            f"“{text}” is not written as days are here; write {likely}"
            if likely
            else f"“{text}” is not a day such as 2025-09-23"
        ) from None


def _time(text: str) -> str:
    if text and not _TIME.search(text):
        raise ValueError(f'“{text}” is not a time such as "10:00" or "14.30", in quotation marks')
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"“{text}” is not the tag of a language (BCP 47), such as en-GB or cy")
    return text


FileName = Annotated[str, AfterValidator(_possible)]
# A day as 2025-09-23.
Day = Annotated[datetime.date, BeforeValidator(_day)]
# A time of the day, or nothing.
Time = Annotated[str, AfterValidator(_time), Field(json_schema_extra={"pattern": f"^$|{_TIME.pattern}"})]
# A tag of BCP 47.
Language = Annotated[str, AfterValidator(_language), Field(json_schema_extra={"pattern": f"^{_LANGUAGE.pattern}$"})]
