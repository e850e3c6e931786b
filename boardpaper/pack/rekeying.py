"""The objects of one part made fit to stand beside those of others: keys, identifiers, roles and classes of its own."""

import re
from collections.abc import Iterator

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, String

from boardpaper.pack.joined import Joined
from boardpaper.pdf.trees import entries_written, key_of, name_for, standard_type

# ISO 32000-1, 14.8.4; a role map may not give them another meaning for the whole pack.
_STANDARD = frozenset(
    f"/{name}"
    for name in (
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
        "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
        "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby",
        "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
    )
)  # fmt: skip
# Kept by other programs for themselves; they may hold anything, and show nothing.
_PRIVATE = ("/PieceInfo", "/Metadata", "/AF", "/Alternates", "/OPI", "/Thumb", "/LastModified")
_ALWAYS = (rb"/StructParents?\b", rb"/ID\b", rb"/Headers\b", *(f"{key}\\b".encode() for key in _PRIVATE))
_CLASSED = rb"/C\b"
_HEADING = re.compile(r"^/H([1-6]?)$")


class Rules(Struct, eq=False):
    """How one part's objects change. `headings` are the structure types that mean H, H1, ... in this part.

    `profile` is what device CMYK means in this part, where the pack's output intent does not say so.
    """

    prefix: bytes
    offset: int
    tagged: bool
    roles: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    profile: Object | None = None
    highest: int = -1


def part_rules(joined: Joined, index: int, tree: Object | None, profile: Object | None) -> Rules:
    """The rules for a part whose structure tree is `tree` (None: untagged); the pack's role and class maps grow."""
    prefix = f"p{index}."
    rules = Rules(prefix.encode(), joined.tree.next_key, tree is not None, profile=profile)
    if tree is None:
        return rules
    roles = tree.get(Name.RoleMap)
    names = roles.keys() if isinstance(roles, Dictionary) else ()
    final = {role: standard_type(name_for(role), roles) for role in names}
    for role, meaning in final.items():
        if role in _STANDARD:
            rules.roles[role] = meaning
        elif joined.tree.roles.setdefault(role, meaning) != meaning:
            rules.roles[role] = f"{role}.{prefix.rstrip('.')}"
            joined.tree.roles[rules.roles[role]] = meaning
    rules.headings = {role: meaning for role, meaning in final.items() if _HEADING.match(meaning)}
    rules.headings |= {f"/H{level}": final.get(f"/H{level}", f"/H{level}") for level in ("", *"123456")}
    _merge_classes(joined, tree.get(Name.ClassMap), rules)
    return rules


def _merge_classes(joined: Joined, classes: Object | None, rules: Rules) -> None:
    """Takes over a part's attribute classes; one that means something else in the pack gets another name."""
    for name, attributes in classes.items() if isinstance(classes, Dictionary) else ():
        known = joined.tree.classes.setdefault(name, attributes)
        if known is not attributes and known.unparse(resolved=True) != attributes.unparse(resolved=True):
            rules.classes[name] = f"{name}.{rules.prefix.decode().rstrip('.')}"
            joined.tree.classes[rules.classes[name]] = attributes


def rekey_objects(joined: Joined, numbers: range, rules: Rules) -> None:
    """Applies `rules` to the pack's objects with these numbers. Only objects that can be concerned are looked into:
    an object's text tells that much faster than its entries."""
    concerned = _concerned(rules)
    for number in numbers:
        entry = joined.pdf.get_object((number, 0))
        said = entries_written(entry)
        if said is not None and concerned.search(said):
            for each in _direct(entry):
                _rekey(joined, each, rules)


def _concerned(rules: Rules) -> re.Pattern[bytes]:
    """What the text of an object has in it that any rule could concern."""
    patterns = list(_ALWAYS)
    if rules.classes:
        patterns.append(_CLASSED)
    if rules.profile is not None:
        patterns.append(rb"/Resources\b")
    names = sorted({*rules.roles, *rules.headings})
    written = [re.escape(name_for(name).unparse()) for name in names]
    if written:
        patterns.append(rb"/S (?:" + b"|".join(written) + rb")(?![^\s/<>\[\]()])")
    return re.compile(b"|".join(patterns))


def _direct(entry: Object) -> Iterator[Object]:
    """An object, and the dictionaries that stand inside it rather than elsewhere in the file."""
    waiting = [entry]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, Array):
            yield each
        inside = list(each) if isinstance(each, Array) else [value for _, value in each.items()]
        waiting += [value for value in inside if isinstance(value, Dictionary | Array) and not value.is_indirect]


def _rekey(joined: Joined, entry: Object, rules: Rules) -> None:
    """Applies the rules to one dictionary."""
    for key in (Name.StructParent, Name.StructParents):
        if key in entry:
            _rekey_parent(entry, key, rules)
    for private in _PRIVATE:
        if private in entry:
            del entry[private]
    if Name.Headers in entry and isinstance(entry.Headers, Array):
        entry.Headers = Array([String(rules.prefix + bytes(each)) for each in entry.Headers])
    if Name.S in entry and Name.P in entry and isinstance(entry.S, Name):
        _rekey_element(joined, entry, rules)
    if rules.profile is not None and isinstance(entry.get(Name.Resources), Dictionary):
        _define_cmyk(entry.Resources, rules.profile)


def _rekey_parent(entry: Object, key: Name, rules: Rules) -> None:
    """Moves a key of the parent tree behind those of earlier parts; an untagged part has none to keep."""
    old = entry[key]
    if rules.tagged and isinstance(old, int) and old >= 0:
        rules.highest = max(rules.highest, old)
        entry[key] = old + rules.offset
    else:
        del entry[key]


def _rekey_element(joined: Joined, element: Object, rules: Rules) -> None:
    """Gives a structure element the roles, identifier and classes that it has in the pack."""
    role = key_of(element.S)
    heading = rules.headings.get(role)
    if heading is not None:
        if heading == "/H":
            joined.tree.plain.append(element)
        else:
            joined.tree.numbered |= _HEADING.match(heading) is not None
    if role in rules.roles:
        element.S = name_for(rules.roles[role])
    if Name.ID in element and isinstance(element.ID, String):
        identifier = rules.prefix + bytes(element.ID)
        element.ID = String(identifier)
        if element.is_indirect:
            joined.tree.identifiers[identifier] = element
    if rules.classes and Name.C in element:
        named = element.C
        if isinstance(named, Array):
            element.C = Array([_renamed(each, rules) for each in named])
        else:
            element.C = _renamed(named, rules)


def _renamed(name: Object, rules: Rules) -> Object:
    """A class's name as it is in the pack."""
    renamed = rules.classes.get(key_of(name))
    return name if renamed is None else name_for(renamed)


def _define_cmyk(resources: Object, profile: Object) -> None:
    """Says what device CMYK means here (8.6.5.6), since the pack's output intent is RGB (ISO 19005-2, 6.2.4.3)."""
    if not isinstance(resources.get(Name.ColorSpace), Dictionary):
        resources.ColorSpace = Dictionary()
    if Name.DefaultCMYK not in resources.ColorSpace:
        resources.ColorSpace.DefaultCMYK = Array([Name.ICCBased, profile])
