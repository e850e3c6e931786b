"""YAML read without surprises: every scalar stays text, every fault knows its line."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from msgspec import Struct
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from boardpaper.errors import InputError, InvalidInputs
from boardpaper.model.finding import Finding

MAX_BYTES = 2**20
MAX_DEPTH = 32
# What libyaml says, from release 0.2.6 on, where it gives up before it has told of any bracket.
_TOO_DEEP = "maximum nesting depth"

# The plain loader leaves `5.10` and `2022-05` as written, where YAML's own rules would make a number or a date of
# them; libyaml's is the same, faster.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

ModelT = TypeVar("ModelT", bound=BaseModel)
Key = tuple[str | int, ...]


class YamlFile(Struct, frozen=True):
    """A YAML file's data, all scalars as text, and the line (from 1) of each key and item."""

    name: str
    data: Any
    lines: Mapping[Key, int]

    def where(self, key: Key) -> str:
        """The place of `key`, or of the nearest thing above it that the file does hold."""
        while key and key not in self.lines:
            key = key[:-1]
        return f"{self.name}:{self.lines[key]}" if key in self.lines else self.name


def read_yaml(path: Path, *, name: str) -> YamlFile:
    """The YAML file at `path`; findings call it `name`.

    Raises:
        InputError: it is missing, too large, too deep, not UTF-8, or not YAML.
        InvalidInputs: a key stands twice, or it uses anchors and aliases.
    """
    text = _read_text(path, name)
    loader = _Loader(text)
    try:
        _check_depth(text, name)
        node = loader.get_single_node()
        if node is None:
            raise InputError(f"{name} is empty", where=name, hint="Start from “boardpaper new”.", rule="yaml-empty")
        lines, findings = _walk(node, name)
        if findings:
            raise InvalidInputs(findings)
        return YamlFile(name, loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as fault:
        if _TOO_DEEP in str(fault.problem):
            raise _too_deep(name, fault.problem_mark) from fault
        raise _not_yaml(fault, name, text) from fault
    except yaml.YAMLError as fault:
        raise InputError(
            f"{name} holds a character that YAML does not allow",
            where=name,
            hint="Delete invisible characters, which pasting can bring in.",
            rule="yaml-invalid",
        ) from fault
    finally:
        loader.dispose()


def validate(file: YamlFile, model: type[ModelT]) -> ModelT:
    """The file's data as `model`.

    Raises:
        InvalidInputs: with a finding for everything that is wrong.
    """
    try:
        return model.model_validate(file.data)
    except ValidationError as fault:
        # A list whose entries are wrong is also said to be too short, which says nothing new.
        details = [each for each in fault.errors() if each["type"] != "too_short" or each["input"] == []]
        raise InvalidInputs([_finding(file, model, detail) for detail in details]) from fault


def _read_text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{name} is too large to be a description of a paper", where=name, rule="yaml-oversized")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as fault:
        raise InputError(
            f"there is no {name} in {path.parent.name or path.parent}",
            where=str(path),
            hint="Name a folder that holds one, or make one with “boardpaper new FOLDER”.",
            rule="file-missing",
        ) from fault
    except UnicodeDecodeError as fault:
        raise InputError(
            f"{name} is not UTF-8 text (byte {fault.start + 1})",
            where=name,
            hint="Save it as UTF-8 in your editor.",
            rule="text-not-utf8",
        ) from fault
    except OSError as fault:
        raise InputError(
            f"{name} cannot be read: {fault.strerror}",
            where=str(path),
            hint=f"Give the folder that holds {name}, and check that you may read it.",
            rule="file-unreadable",
        ) from fault


def _check_depth(text: str, name: str) -> None:
    """The loaders go down into a file by calling themselves, which a hostile one makes more than they can bear."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _too_deep(name, event.start_mark)


def _too_deep(name: str, mark: Any) -> InputError:
    return InputError(
        f"{name} nests its settings deeper than any description of a paper does",
        where=f"{name}:{mark.line + 1}" if mark else name,
        hint="Take the brackets or the indentation out that are not needed.",
        rule="yaml-too-deep",
    )


def _walk(root: Any, name: str) -> tuple[dict[Key, int], list[Finding]]:
    lines: dict[Key, int] = {(): 1}
    findings: list[Finding] = []
    seen: set[int] = set()
    pending: list[tuple[Key, Any]] = [((), root)]
    while pending:
        key, node = pending.pop()
        if id(node) in seen:
            hint = "Write the text out in both places."
            place = f"{name}:{node.start_mark.line + 1}"
            findings.append(Finding("yaml-alias", "anchors and aliases (& and *) are not used here", place, hint))
            continue
        seen.add(id(node))
        for child_key, mark, child in _children(node):
            place = f"{name}:{mark.line + 1}"
            if (*key, child_key) in lines:
                hint = "Keep one of them."
                findings.append(Finding("yaml-duplicate-key", f"“{child_key}” stands here twice", place, hint))
            lines[(*key, child_key)] = mark.line + 1
            pending.append(((*key, child_key), child))
    return lines, findings


def _children(node: Any) -> Iterator[tuple[str | int, Any, Any]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key.start_mark, value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield index, value.start_mark, value


def _not_yaml(fault: yaml.MarkedYAMLError, name: str, text: str) -> InputError:
    line = fault.problem_mark.line + 1 if fault.problem_mark else 0
    typed = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    where = f"{name}:{line}" if line else name
    if "\t" in typed[: len(typed) - len(typed.lstrip())] or "'\\t'" in str(fault.problem):
        return InputError(
            "the line begins with a tab, which YAML does not allow",
            where=where,
            hint="Indent with spaces, as the lines around it are.",
            rule="yaml-tab",
        )
    said = fault.problem or fault.context or "it cannot be read"
    if said.startswith("but ") and fault.context:
        said = f"{fault.context}, {said}"
    return InputError(
        f"{name} is not valid YAML: {said}",
        where=where,
        hint="Check the indentation of this line and the one above; put text that holds “: ” or begins with "
        "“{”, “[”, “@” or “*” in quotation marks.",
        rule="yaml-invalid",
    )


def _finding(file: YamlFile, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    key = _held(file, detail["loc"])
    missing = detail["type"] == "missing"
    name = str(detail["loc"][-1]) if missing else next((str(p) for p in reversed(key) if isinstance(p, str)), file.name)
    where = file.where(key)
    match detail["type"]:
        case "missing":
            return Finding("field-missing", f"“{name}” is missing", where, f"Add a line “{name}: …”.")
        case "extra_forbidden":
            return _unknown_field(name, key, model, where)
        case "string_type":
            return Finding("field-type", f"“{name}” should be text", where, f"Write “{name}: some words” on one line.")
        case "too_short":
            return Finding("field-value", f"“{name}” is empty", where, "Give it at least one entry.")
        case "string_too_short":
            return Finding("field-value", f"“{name}” is empty", where, f"Write the words after “{name}:”.")
        case "list_type" | "tuple_type":
            return Finding("field-type", f"“{name}” should be a list", where, "Put each entry on a line with “- ”.")
        case "model_type" | "model_attributes_type" | "dict_type":
            hint = "Put each setting on a line of its own, indented, as “key: value”."
            return Finding("field-type", f"“{name}” should hold settings", where, hint)
        case "int_parsing" | "int_type" | "decimal_parsing" | "decimal_type" | "bool_parsing" | "bool_type" | "enum":
            return Finding("field-value", f"“{name}”: {_lower(detail['msg'])}", where, f"It says “{detail['input']}”.")
        case _:
            return Finding("field-value", _lower(detail["msg"]).removeprefix("value error, "), where, f"In “{name}”.")


def _held(file: YamlFile, location: Key) -> Key:
    """As much of pydantic's `location` as the file holds; pydantic adds the names of alternatives to it."""
    key: Key = ()
    for part in location:
        if (*key, part) in file.lines:
            key = (*key, part)
    return key


def _unknown_field(name: str, key: Key, model: type[BaseModel], where: str) -> Finding:
    known = _fields_at(model, key[:-1])
    likely = next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), "")
    hint = f"Did you mean “{likely}”?" if likely else f"Known here: {', '.join(known)}."
    return Finding("field-unknown", f"“{name}” is not a setting that boardpaper knows", where, hint)


def _fields_at(model: type[BaseModel], key: Key) -> list[str]:
    """The field names of the model that stands at `key` inside `model`."""
    for part in key:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        found = _model_in(field.annotation) if field else None
        if found is None:
            break
        model = found
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(each) for each in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
