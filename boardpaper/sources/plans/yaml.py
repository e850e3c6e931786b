"""YAML read without surprises: every scalar stays text, every fault knows its line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from msgspec import Struct
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from boardpaper.errors import InputError, InvalidInputs
from boardpaper.model.asked import file_content
from boardpaper.model.finding import Finding
from boardpaper.model.messages import nearest, turning_sign, without_turns
from boardpaper.rules import files, plans

MAX_BYTES = 2**20
MAX_DEPTH = 32
# What libyaml says, from release 0.2.6 on, where it gives up before it has told of any bracket.
_TOO_DEEP = "maximum nesting depth"
# A setting whose words hold a colon, in its line, without a comment.
_WORDS_WITH_COLON = re.compile(r"[\s-]*(?P<key>[a-z_]+):\s+(?P<words>[^'\"\s][^#]*?: [^#]*?)\s*(?:#.*)?")

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
            raise InputError(plans.YAML_EMPTY.at(name, name=name))
        lines, findings = _walk(node, name)
        if findings:
            raise InvalidInputs(findings)
        return YamlFile(name, loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as fault:
        if _TOO_DEEP in str(fault.problem):
            raise _too_deep(name, fault.problem_mark) from fault
        raise _not_yaml(fault, name, text) from fault
    except yaml.YAMLError as fault:
        raise InputError(plans.YAML_CHARACTER.at(name, name=name)) from fault
    finally:
        loader.dispose()


class Entries(Struct, frozen=True):
    """The entries of a list in a YAML file, as far as they can be read.

    `lost` is the text that cannot, comments left out; None where that is not known either.
    """

    read: tuple[Any, ...]
    lost: str | None = ""


def read_entries(path: Path, key: str) -> Entries:
    """The entries of the list under `key` in the file at `path`, whatever is wrong with the file beside them.

    Each entry is read by itself where the whole cannot be.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return Entries((), None)
        text = file_content(path).decode("utf-8-sig", "replace")
    except OSError:
        return Entries((), None)
    found = _loaded(text)
    if isinstance(found, dict) and isinstance(found.get(key), list):
        return Entries(tuple(found[key]))
    read, lost = [], []
    for piece, is_entry in _pieces(text, key):
        entry = _loaded(piece) if is_entry else None
        if isinstance(entry, list):
            read += entry
        else:
            lost.append(piece)
    return Entries(tuple(read), "\n".join(line for line in "\n".join(lost).splitlines() if not _is_remark(line)))


def _loaded(text: str) -> Any:
    """What a text says in YAML; None where it cannot be read, or not in one way only."""
    loader = _Loader(text)
    try:
        _check_depth(text, "")
        node = loader.get_single_node()
        if node is None or any(finding.rule != plans.TEXT_TURNED.name for finding in _walk(node, "")[1]):
            return None
        return loader.construct_document(node)
    except (yaml.YAMLError, InputError):
        return None
    finally:
        loader.dispose()


def _pieces(text: str, key: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces: each entry of a list under `key`, told by its dash, and what stands around them."""
    piece: list[str] = []
    inside, is_entry, depth = False, False, -1
    for line in text.splitlines():
        indented = len(line) - len(line.lstrip(" "))
        begins_list = re.fullmatch(rf"{re.escape(key)}\s*:\s*(?:#.*)?", line) is not None
        begins_entry = inside and re.match(r" *-(?: |$)", line) is not None and depth in (-1, indented)
        ends_list = inside and not begins_entry and not (indented or line.startswith("\t") or _is_blank(line))
        if begins_list or begins_entry or ends_list:
            yield "\n".join(piece), is_entry
            piece = []
            inside, is_entry = begins_list or begins_entry, begins_entry
            depth = indented if begins_entry else -1
        piece.append(line)
    yield "\n".join(piece), is_entry


def _is_blank(line: str) -> bool:
    return not line.strip() or _is_remark(line)


def _is_remark(line: str) -> bool:
    return line.lstrip().startswith("#")


def validate(file: YamlFile, model: type[ModelT]) -> ModelT:
    """The file's data as `model`.

    Raises:
        InvalidInputs: with a finding for everything that is wrong.
    """
    try:
        return model.model_validate(file.data)
    except ValidationError as fault:
        # A list whose entries are wrong is also said to be too short, which says nothing new.
        details = [each for each in fault.errors() if each["type"] != "too_short" or not each["input"]]
        raise InvalidInputs([_finding(file, model, detail) for detail in details]) from fault


def _read_text(path: Path, name: str) -> str:
    """The text of the file; one that cannot be read, or is larger than any description, stops the run."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(plans.YAML_OVERSIZED.at(name, name=name))
        return file_content(path).decode("utf-8-sig")
    except FileNotFoundError as fault:
        folder = path.parent.name or path.parent
        raise InputError(files.DESCRIPTION_MISSING.at(path, name=name, folder=folder)) from fault
    except UnicodeDecodeError as fault:
        raise InputError(plans.TEXT_NOT_UTF8.at(name, name=name, byte=fault.start + 1)) from fault
    except OSError as fault:
        raise InputError(files.DESCRIPTION_UNREADABLE.at(path, name=name, fault=fault.strerror)) from fault


def _check_depth(text: str, name: str) -> None:
    """The loaders go down into a file by calling themselves, which a hostile one makes more than they can bear."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _too_deep(name, event.start_mark)


def _too_deep(name: str, mark: Any) -> InputError:
    return InputError(plans.YAML_TOO_DEEP.at(f"{name}:{mark.line + 1}" if mark else name, name=name))


def _walk(root: Any, name: str) -> tuple[dict[Key, int], list[Finding]]:
    """The line of each key, and findings for aliases and for keys that are there twice."""
    lines: dict[Key, int] = {(): 1}
    findings: list[Finding] = []
    seen: set[int] = set()
    pending: list[tuple[Key, Any]] = [((), root)]
    while pending:
        key, node = pending.pop()
        if id(node) in seen:
            findings.append(plans.YAML_ALIAS.at(f"{name}:{node.start_mark.line + 1}"))
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode) and (sign := turning_sign(node.value)):
            where = f"{name}:{node.start_mark.line + 1}"
            findings.append(plans.TEXT_TURNED.at(where, words=without_turns(node.value)[:60], sign=sign))
        for child_key, mark, child in _children(node):
            if (*key, child_key) in lines:
                findings.append(plans.YAML_DUPLICATE_KEY.at(f"{name}:{mark.line + 1}", name=child_key))
            lines[(*key, child_key)] = mark.line + 1
            pending.append(((*key, child_key), child))
    return lines, findings


def _children(node: Any) -> Iterator[tuple[str | int, Any, Any]]:
    """Each key or index of a node, where it is written, and the node under it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key.start_mark, value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield index, value.start_mark, value


def _not_yaml(fault: yaml.MarkedYAMLError, name: str, text: str) -> InputError:
    """What is wrong with a file that is no YAML, and where."""
    line = fault.problem_mark.line + 1 if fault.problem_mark else 0
    typed = "".join(text.splitlines()[line - 1 : line])
    where = f"{name}:{line}" if line else name
    if "\t" in typed[: len(typed) - len(typed.lstrip())] or "'\\t'" in str(fault.problem):
        return InputError(plans.YAML_TAB.at(where))
    if (colon := _WORDS_WITH_COLON.fullmatch(typed)) and "mapping values" in str(fault.problem):
        quoted = '"' + colon["words"].replace("\\", "\\\\").replace('"', '\\"') + '"'
        return InputError(plans.YAML_COLON.at(where, key=colon["key"], quoted=quoted))
    said = fault.problem or fault.context or "it cannot be read"
    if said.startswith("but ") and fault.context:
        said = f"{fault.context}, {said}"
    return InputError(plans.YAML_INVALID.at(where, name=name, fault=said))


def _finding(file: YamlFile, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    """What pydantic found, in boardpaper's words, at the line where it is."""
    key = _held(file, detail["loc"])
    missing = detail["type"] == "missing"
    name = str(detail["loc"][-1]) if missing else next((str(p) for p in reversed(key) if isinstance(p, str)), file.name)
    where = file.where(key)
    match detail["type"]:
        case "missing":
            return plans.FIELD_MISSING.at(where, name=name)
        case "extra_forbidden":
            return _unknown_field(name, key, model, where)
        case "string_type":
            return plans.FIELD_TYPE.at(where, name=name)
        case "too_short":
            return plans.FIELD_WITHOUT_ENTRY.at(where, name=name)
        case "string_too_short":
            return plans.FIELD_WITHOUT_WORDS.at(where, name=name)
        case "list_type" | "tuple_type":
            return plans.FIELD_NOT_LIST.at(where, name=name)
        case "model_type" | "model_attributes_type" | "dict_type":
            return plans.FIELD_NOT_SETTINGS.at(where, name=name)
        case "int_parsing" | "int_type" | "decimal_parsing" | "decimal_type" | "bool_parsing" | "bool_type" | "enum":
            return plans.FIELD_VALUE.at(where, name=name, fault=_lower(detail["msg"]), value=detail["input"])
        case _:
            return plans.FIELD_FAULTY.at(where, fault=_lower(detail["msg"]).removeprefix("value error, "), name=name)


def _held(file: YamlFile, location: Key) -> Key:
    """As much of pydantic's `location` as the file holds; pydantic adds the names of alternatives to it."""
    key: Key = ()
    for part in location:
        if (*key, part) in file.lines:
            key = (*key, part)
    return key


def _unknown_field(name: str, key: Key, model: type[BaseModel], where: str) -> Finding:
    """A finding for a field that nothing knows, with the one that comes nearest."""
    known = _fields_at(model, key[:-1])
    likely = nearest(name, known)
    return plans.FIELD_UNKNOWN.at(where, likely=likely, name=name, known=", ".join(known))


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
    """The model that a field's type holds, inside a tuple or an option too."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(each) for each in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
