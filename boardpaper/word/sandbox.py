"""The engine's sandbox with bounds: a template may choose and repeat a paper's words, and not fill the memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

# Beyond any count that lays out a paper.
_MOST = 10_000
# All turns of loops and calls of a template together, and the letters of any text that it makes.
_MOST_STEPS, _MOST_LETTERS = 100_000, 20_000_000
_STEPS, _LENGTH = "counted steps", "bounded length"
_GROWING_FILTERS = ("center", "format", "indent", "wordwrap", "xmlattr", "pprint")
_GROWING_METHODS = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill", "format", "format_map", "replace"})
_GLOBALS = ("cycler", "joiner", "lipsum")


class Sandbox(SandboxedEnvironment):
    """Values are escaped for XML; what could make a short template's output endless is refused."""

    def __init__(self, undefined: type[Undefined]) -> None:
        super().__init__(autoescape=True, undefined=undefined)
        self.intercepted_binops = frozenset({"*", "**", "%", "+"})
        for name in _GROWING_FILTERS:
            del self.filters[name]
        for name in _GLOBALS:
            del self.globals[name]
        self.globals["range"] = _bounded_range
        self.filters |= {_STEPS: self._counted, _LENGTH: _bounded_value}
        self._steps = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Every loop counts its turns: loops inside loops, each of them short, could last for years.
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _STEPS, [], [], None, None, lineno=loop.lineno)
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [
                nodes.Filter(each, _LENGTH, [], [], None, None, lineno=each.lineno) for each in joined.nodes
            ]
        return tree

    def _counted(self, over: Iterable[object]) -> "_Counted":
        return _Counted(over, self._step)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise SecurityError(f"more than {_MOST_STEPS:,} turns of loops")

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A call of a macro or function, which counts as a turn of a loop does."""
        self._step()
        return super().call(context, obj, *args, **kwargs)

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The text that `pieces` make, no longer than any paper."""
        return "".join(_bounded(pieces))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on small numbers only: no power, no text or list multiplied, no padding by `%`."""
        if operator == "+":
            return super().call_binop(context, operator, _bounded_value(left), _bounded_value(right))
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


class _Counted:
    """What a loop runs over, each turn counted."""

    def __init__(self, over: Iterable[object], step: Callable[[], None]) -> None:
        self._over, self._step = over, step

    def __iter__(self) -> Iterator[object]:
        for each in self._over:
            self._step()
            yield each

    def __len__(self) -> int:
        return len(self._over)  # type: ignore[arg-type]


def _bounded(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a text, as long as they are not too many letters."""
    letters = 0
    for piece in pieces:
        letters += len(piece)
        if letters > _MOST_LETTERS:
            raise SecurityError(f"a text of more than {_MOST_LETTERS:,} letters")
        yield piece


def _bounded_value(value: Any) -> Any:
    """A value that is to be joined to another, unless it is too long to be."""
    if isinstance(value, str | list | tuple) and len(value) > _MOST_LETTERS:
        raise SecurityError(f"a text of more than {_MOST_LETTERS:,} letters")
    return value


def _is_small(value: object) -> bool:
    """Whether a number is one that a template may calculate with."""
    return isinstance(value, int | float) and abs(value) <= _MOST


def _bounded_range(*bounds: int) -> range:
    """`range` for templates, which may not count for hours."""
    counted = range(*bounds)
    if len(counted) > _MOST:
        raise SecurityError(f"a range of more than {_MOST:,} numbers")
    return counted
