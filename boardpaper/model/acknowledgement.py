"""What a person has said may be public although a restricted paper says it too."""

import datetime

from msgspec import Struct


class Acknowledgement(Struct, frozen=True):
    """That what has this `mark` may be public, why, and on what day somebody said so."""

    mark: str
    day: datetime.date
    reason: str
