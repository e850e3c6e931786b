"""What the machine refuses where nobody reckons with it, as an error of boardpaper's."""

from collections.abc import Iterator
from contextlib import contextmanager

from boardpaper.errors import EnvironmentFault


@contextmanager
def faults_told() -> Iterator[None]:
    """Makes an error of boardpaper's of what the machine refuses meanwhile.

    Raises:
        EnvironmentFault: in the place of an OSError.
    """
    try:
        yield
    except OSError as fault:
        raise EnvironmentFault.refused(fault) from fault
