"""What lays out the pages of a publication."""

from enum import StrEnum


class Engine(StrEnum):
    """boardpaper itself, or LibreOffice, whose PDF claims no conformance."""

    BOARDPAPER = "boardpaper"
    LIBREOFFICE = "libreoffice"
