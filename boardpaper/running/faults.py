"""What the machine refuses where nobody reckons with it, as an error of boardpaper's."""

from collections.abc import Iterator
from contextlib import contextmanager

from boardpaper.errors import EnvironmentFault
from boardpaper.model.asked import shown_name
from boardpaper.rules.running import MACHINE_FAULT


def machine_fault(fault: OSError) -> EnvironmentFault:
    """That the machine did not let boardpaper work, where and why."""
    name = fault.filename if isinstance(fault.filename, str) else ""
    return EnvironmentFault(MACHINE_FAULT.at(shown_name(name), fault=fault.strerror or fault))


@contextmanager
def faults_told() -> Iterator[None]:
    """Makes an error of boardpaper's of what the machine refuses meanwhile.

    Raises:
        EnvironmentFault: in the place of an OSError.
    """
    try:
        yield
    except OSError as fault:
        raise machine_fault(fault) from fault
