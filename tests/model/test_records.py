"""What each record of the model says where nothing is said: a page is A4, a body is in England, a run is not bold."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields
from syrupy.assertion import SnapshotAssertion

import boardpaper.model

NOTHING: tuple[object, ...] = ("", None, (), frozenset(), {})


def records() -> Iterator[type[Struct]]:
    """Every public record, by module and in the order in which it is written there."""
    for module in sorted(each.name for each in walk_packages(boardpaper.model.__path__, "boardpaper.model.")):
        for name, value in vars(import_module(module)).items():
            if isinstance(value, type) and issubclass(value, Struct) and value.__module__ == module and name[0] != "_":
                yield value


def told(value: object) -> str:
    """A default, of a record only what it has that is not its own default."""
    if isinstance(value, Struct):
        kept = (each.name for each in fields(value) if getattr(value, each.name) != default(each))
        return f"{type(value).__name__}({', '.join(f'{name}={told(getattr(value, name))}' for name in kept)})"
    return str(value)


def default(field: FieldInfo) -> object:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def test_what_is_so_where_nothing_is_said(kept: SnapshotAssertion) -> None:
    lines = [
        f"{record.__module__.removeprefix('boardpaper.model.')}.{record.__name__}.{each.name} = {told(default(each))}\n"
        for record in records()
        for each in fields(record)
        if default(each) is not NODEFAULT and default(each) not in NOTHING
    ]
    assert "".join(lines) == kept
