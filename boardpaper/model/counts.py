"""Counts that a person may ask for: workers, supplements."""

_MOST = 999


def count_fault(number: object, *, least: int = 1) -> str:
    """Why `number` is no count from `least` to 999, in words; "" where it is one."""
    if not isinstance(number, int) or isinstance(number, bool) or number < least:
        return f"“{number}” is not a number from {least} on"
    return f"“{number}” is more than {_MOST}" if number > _MOST else ""
