"""Names of files in a description, as its author writes them."""

from typing import Annotated

from pydantic import AfterValidator

from boardpaper.model.asked import name_fault, shown_name


def _possible(name: str) -> str:
    """The name, where a file can have it.

    Raises:
        ValueError: no file can.
    """
    fault = name_fault(name)
    if fault:
        raise ValueError(f"“{shown_name(name)}” cannot be the name of a file: {fault}")
    return name


FileName = Annotated[str, AfterValidator(_possible)]
