"""The engine's sandbox with bounds: a template may choose and repeat a paper's words, and not fill the memory."""

from collections.abc import Callable
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

# Beyond any count that lays out a paper.
_MOST = 10_000
_GROWING_FILTERS = ("center", "format", "indent", "wordwrap", "xmlattr", "pprint")
_GROWING_METHODS = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill", "format", "format_map", "replace"})
_GLOBALS = ("cycler", "joiner", "lipsum")


class Sandbox(SandboxedEnvironment):
    """Values are escaped for XML; what could make a short template's output endless is refused."""

    def __init__(self, undefined: type[Undefined]) -> None:
        super().__init__(autoescape=True, undefined=undefined)
        self.intercepted_binops = frozenset({"*", "**", "%"})
        for name in _GROWING_FILTERS:
            del self.filters[name]
        for name in _GLOBALS:
            del self.globals[name]
        self.globals["range"] = _bounded_range

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on small numbers only: no power, no text or list multiplied, no padding by `%`."""
        if operator == "**" or not (_is_small(left) and _is_small(right)):
            raise SecurityError(f"“{operator}” works on small numbers only")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a tag may use `obj.attr`."""
        if isinstance(obj, str) and attr in _GROWING_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Nothing: `format` is no more allowed than other methods that pad."""
        return None


def _is_small(value: object) -> bool:
    """Whether a number is one that a template may calculate with."""
    return isinstance(value, int | float) and abs(value) <= _MOST


def _bounded_range(*bounds: int) -> range:
    """`range` for templates, which may not count for hours."""
    counted = range(*bounds)
    if len(counted) > _MOST:
        raise SecurityError(f"a range of more than {_MOST:,} numbers")
    return counted
