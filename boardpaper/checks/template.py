"""A Word template inspected before anything is written through it: tags, names, repeats and styles."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct, field

from boardpaper.model.finding import Finding
from boardpaper.model.messages import nearest
from boardpaper.model.template import (
    AGENDA_KINDS,
    KINDS,
    LIST_STYLES,
    RARE_STYLES,
    Name,
    Style,
)
from boardpaper.ooxml.styles import StyleSheet
from boardpaper.ooxml.template import Tag, TemplateParagraph, loose_braces, open_template, template_paragraphs
from boardpaper.rules import templates as rules
from boardpaper.rules.rule import Rule

# What opens, and what may stand between it and its end.
_OPENS = {"for": ("else",), "if": ("elif", "else"), "with": (), "filter": (), "macro": (), "call": (), "raw": ()}
_FORBIDDEN = ("include", "import", "from", "extends", "block")
# Tags of the engine that shape table cells and hold no name to check.
_CELL_TAGS = ("vm", "hm", "colspan", "cellbg")
_ANYTHING = Name("", "")
_BUILT_IN = ("range", "dict", "namespace", "cycler", "joiner", "lipsum", "true", "false", "none")


def check_template(path: Path, *, name: str) -> tuple[Finding, ...]:
    """Everything that is wrong with the template at `path`, which findings call `name`.

    A missing style is a warning here: whether it is needed depends on the paper.

    Raises:
        InputError: it is not a Word file that can be read.
    """
    template = open_template(path, name=name)
    paragraphs = template_paragraphs(template.package)
    checker = _Checker(name)
    if any("part_1" in tag.body for paragraph in paragraphs for tag in paragraph.tags):
        checker.kinds, checker.root = AGENDA_KINDS, "agenda"
    for part in dict.fromkeys(paragraph.part for paragraph in paragraphs):
        checker.check_part(
            [paragraph for paragraph in paragraphs if paragraph.part == part], part == template.package.main
        )
    return tuple(dict.fromkeys((*checker.findings, *_style_findings(template.styles, name))))


class _Open(Struct, frozen=True):
    """A tag that waits for its end, and the names that it brings."""

    keyword: str
    tag: Tag
    paragraph: TemplateParagraph
    names: dict[str, Name]


class _Checker(Struct):
    """Walks a part's tags in order; `scopes` are the tags that are open."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    scopes: list[_Open] = field(default_factory=list)
    set_names: dict[str, Name] = field(default_factory=dict)
    environment: SandboxedEnvironment = field(default_factory=SandboxedEnvironment)
    kinds: Mapping[str, Mapping[str, Name]] = field(default_factory=lambda: KINDS)
    root: str = "paper"

    def check_part(self, paragraphs: Sequence[TemplateParagraph], is_document: bool) -> None:
        """Checks the paragraphs of one part, which must close what it opens."""
        self.scopes, self.set_names = [], {}
        for paragraph in paragraphs:
            self._check_paragraph(paragraph, is_document)
        for row, members in _rows(paragraphs):
            self._check_row(row, members)
        for unclosed in self.scopes:
            self._find(
                rules.TAG_UNCLOSED,
                unclosed.paragraph,
                tag=unclosed.tag.written,
                unit=unclosed.tag.unit,
                keyword=unclosed.keyword,
            )

    def _check_paragraph(self, paragraph: TemplateParagraph, is_document: bool) -> None:
        """Checks the tags of one paragraph, and what of them Word has broken."""
        brace = loose_braces(paragraph.text)
        if brace:
            self._find(rules.TAG_BROKEN, paragraph, brace=brace)
        for tag in paragraph.tags:
            if tag.statement:
                self._statement(tag, paragraph)
            else:
                self._output(tag, paragraph, is_document)
        self._check_alone(paragraph)
        for written in paragraph.mixed:
            self._find(rules.TAG_MIXED_FORMAT, paragraph, tag=written)

    def _check_alone(self, paragraph: TemplateParagraph) -> None:
        """A tag with p replaces its whole paragraph, so nothing else can stand there."""
        whole = [tag for tag in paragraph.tags if tag.unit == "p"]
        if whole and (len(paragraph.tags) > 1 or paragraph.untagged):
            self._find(rules.TAG_NOT_ALONE, paragraph, tag=whole[0].written)

    def _check_row(self, row: str, members: Sequence[TemplateParagraph]) -> None:
        """A tag with tr replaces its whole row."""
        whole = [tag for paragraph in members for tag in paragraph.tags if tag.unit == "tr"]
        others = [paragraph for paragraph in members if paragraph.untagged]
        if whole and (others or sum(len(paragraph.tags) for paragraph in members) > 1):
            self._find(rules.TAG_NOT_ALONE_IN_ROW, members[0], tag=whole[0].written, row=row)

    def _statement(self, tag: Tag, paragraph: TemplateParagraph) -> None:
        """Checks a tag that says what to do, and prints nothing itself."""
        keyword = tag.body.split(maxsplit=1)[0] if tag.body else ""
        if keyword in _CELL_TAGS:
            return
        if keyword in _FORBIDDEN:
            self._find(rules.TAG_FORBIDDEN, paragraph, tag=tag.written)
        elif keyword.startswith("end"):
            self._close(keyword.removeprefix("end"), tag, paragraph)
        elif keyword in ("else", "elif"):
            self._middle(keyword, tag, paragraph)
        elif keyword in _OPENS:
            self._open(keyword, tag, paragraph)
        elif keyword == "set":
            self._set(tag, paragraph)
        else:
            known = [*_OPENS, "else", "elif", "set", *(f"end{word}" for word in _OPENS)]
            self._find(
                rules.TAG_KEYWORD_UNKNOWN,
                paragraph,
                likely=nearest(keyword, known),
                name=keyword,
                tag=tag.written,
                known=", ".join(known),
            )

    def _open(self, keyword: str, tag: Tag, paragraph: TemplateParagraph) -> None:
        """Checks a tag that begins a stretch, and remembers the names that hold in it."""
        parsed = self._parse(f"{{% {tag.body} %}}{{% end{keyword} %}}", tag, paragraph)
        names: dict[str, Name] = {}
        if parsed is not None:
            statement = next(iter(parsed.body), None)
            if isinstance(statement, nodes.For):
                names = self._repeat(statement, tag, paragraph)
            elif isinstance(statement, nodes.If):
                self._kind_of(statement.test, tag, paragraph)
            elif keyword != "raw":
                names = {node.name: _ANYTHING for node in parsed.find_all(nodes.Name) if node.ctx in ("store", "param")}
        self.scopes.append(_Open(keyword, tag, paragraph, names))

    def _repeat(self, statement: nodes.For, tag: Tag, paragraph: TemplateParagraph) -> dict[str, Name]:
        """Checks what a stretch is repeated for, and returns the names that hold in it."""
        over = self._kind_of(statement.iter, tag, paragraph)
        if over is not None and not over.many and over.kind not in ("", "fields"):
            self._find(rules.TAG_NO_LIST, paragraph, tag=tag.written, known=", ".join(self._lists()))
        one = Name(over.kind, over.meaning) if over is not None and over.many else _ANYTHING
        targets = [node.name for node in statement.target.find_all(nodes.Name)]
        if isinstance(statement.target, nodes.Name):
            targets = [statement.target.name]
        names = {target: one if len(targets) == 1 else _ANYTHING for target in targets}
        if statement.test is not None:
            self.scopes.append(_Open("for", tag, paragraph, names))
            self._kind_of(statement.test, tag, paragraph)
            self.scopes.pop()
        return {**names, "loop": _ANYTHING}

    def _middle(self, keyword: str, tag: Tag, paragraph: TemplateParagraph) -> None:
        """Checks an `else` or `elif`, which must stand where its `if` can take it."""
        if not self.scopes or keyword not in _OPENS[self.scopes[-1].keyword]:
            self._find(rules.TAG_WITHOUT_IF, paragraph, tag=tag.written)
            return
        self._check_pair(self.scopes[-1], tag, paragraph)
        if keyword == "elif":
            parsed = self._parse(f"{{% {tag.body.removeprefix('el')} %}}{{% endif %}}", tag, paragraph)
            for condition in parsed.find_all(nodes.If) if parsed is not None else ():
                self._kind_of(condition.test, tag, paragraph)

    def _close(self, keyword: str, tag: Tag, paragraph: TemplateParagraph) -> None:
        """Checks a tag that ends a stretch, which must be the one that is open."""
        if keyword == "set":
            return
        if not self.scopes or self.scopes[-1].keyword != keyword:
            opened = f"; {self.scopes[-1].tag.written} is still open" if self.scopes else ""
            self._find(rules.TAG_UNOPENED, paragraph, tag=tag.written, also=opened)
            if not any(scope.keyword == keyword for scope in self.scopes):
                return
            while self.scopes[-1].keyword != keyword:
                self.scopes.pop()
        self._check_pair(self.scopes.pop(), tag, paragraph)

    def _check_pair(self, opened: _Open, tag: Tag, paragraph: TemplateParagraph) -> None:
        """The tags of one repeat or condition must stand for the same thing, in the same place."""
        if opened.tag.unit != tag.unit:
            self._find(rules.TAG_CUTS_LAYOUT, paragraph, first=opened.tag.written, tag=tag.written)
        elif _container(opened.paragraph, tag.unit) != _container(paragraph, tag.unit):
            self._find(rules.TAGS_APART, paragraph, first=opened.tag.written, tag=tag.written)

    def _set(self, tag: Tag, paragraph: TemplateParagraph) -> None:
        """Checks a tag that gives a name, and remembers the name."""
        source = f"{{% {tag.body} %}}" + ("" if "=" in tag.body else "{% endset %}")
        parsed = self._parse(source, tag, paragraph)
        if parsed is None:
            return
        for statement in parsed.find_all(nodes.Assign):
            kind = self._kind_of(statement.node, tag, paragraph)
            if isinstance(statement.target, nodes.Name):
                self.set_names[statement.target.name] = kind or _ANYTHING
        for block in parsed.find_all(nodes.AssignBlock):
            if isinstance(block.target, nodes.Name):
                self.set_names[block.target.name] = _ANYTHING

    def _output(self, tag: Tag, paragraph: TemplateParagraph, is_document: bool) -> None:
        """Checks a tag that prints something: that it prints words, and a whole document where one is meant."""
        parsed = self._parse(f"{{{{ {tag.body} }}}}", tag, paragraph)
        if parsed is None:
            return
        for expression in (node for output in parsed.find_all(nodes.Output) for node in output.nodes):
            kind = self._kind_of(expression, tag, paragraph)
            if kind is not None and kind.kind:
                self._check_printed(kind, tag, paragraph, is_document)

    def _check_printed(self, kind: Name, tag: Tag, paragraph: TemplateParagraph, is_document: bool) -> None:
        """Whether what a tag prints can stand where the tag does."""
        if kind.kind == "body":
            if tag.unit != "p" or not is_document:
                self._find(rules.BODY_MISPLACED, paragraph, tag=tag.written, body=tag.body)
        elif kind.many or kind.kind in (*self.kinds, "fields", "parts_by_id"):
            known = list(self.kinds.get(kind.kind, {}))
            self._find(rules.TAG_NO_TEXT, paragraph, tag=tag.written, also=f": {', '.join(known)}" if known else "")
        elif tag.unit == "p":
            self._find(rules.TAG_NO_PARAGRAPH, paragraph, tag=tag.written, body=tag.body)

    def _parse(self, source: str, tag: Tag, paragraph: TemplateParagraph) -> nodes.Template | None:
        """A tag as jinja reads it; None, and a finding, where it cannot."""
        try:
            return self.environment.parse(source)
        except TemplateSyntaxError as fault:
            self._find(rules.TAG_FAULTY, paragraph, tag=tag.written, fault=fault.message)
            return None

    def _kind_of(self, node: nodes.Node, tag: Tag, paragraph: TemplateParagraph) -> Name | None:
        """What an expression gives, as far as it can be known; names that nothing has are found on the way."""
        match node:
            case nodes.Name():
                return self._named(node.name, tag, paragraph)
            case nodes.Getattr():
                return self._member(node.node, node.attr, tag, paragraph)
            case nodes.Getitem(arg=nodes.Const(value=str() as attribute)):
                return self._member(node.node, attribute, tag, paragraph)
            case nodes.Getitem():
                owner = self._kind_of(node.node, tag, paragraph)
                return Name(owner.kind, owner.meaning) if owner is not None and owner.many else None
            case nodes.Test(name="defined" | "undefined"):
                return None
            case nodes.CondExpr():
                self._kind_of(node.test, tag, paragraph)
                if node.expr2 is not None:
                    self._kind_of(node.expr2, tag, paragraph)
                return self._kind_of(node.expr1, tag, paragraph)
        for child in node.iter_child_nodes():
            self._kind_of(child, tag, paragraph)
        return None

    def _named(self, name: str, tag: Tag, paragraph: TemplateParagraph) -> Name | None:
        """What a name stands for; None, and a finding, for one that nothing has."""
        for scope in reversed(self.scopes):
            if name in scope.names:
                return scope.names[name]
        known = {**self.kinds[self.root], **self.set_names}
        if name in known:
            return known[name]
        if name not in _BUILT_IN:
            usable = [*known, *(inner for scope in self.scopes for inner in scope.names if inner != "loop")]
            self._unknown(name, self.root, usable, tag, paragraph)
        return None

    def _member(self, owner: nodes.Node, attribute: str, tag: Tag, paragraph: TemplateParagraph) -> Name | None:
        """What a name after a full stop stands for; None where that cannot be told."""
        kind = self._kind_of(owner, tag, paragraph)
        if kind is None or not kind.kind:
            return None
        if kind.many:
            self._find(rules.TAG_LIST, paragraph, tag=tag.written, name=attribute)
            return None
        if kind.kind in ("fields", "parts_by_id"):
            return Name("text", "a field") if kind.kind == "fields" else Name("part", "a part")
        members = self.kinds.get(kind.kind)
        if members is None:
            return None
        if attribute not in members:
            self._unknown(attribute, kind.kind, list(members), tag, paragraph)
            return None
        return members[attribute]

    def _lists(self) -> list[str]:
        """The names of all lists, those of the paper or agenda itself first."""
        own = [name for name, entry in self.kinds[self.root].items() if entry.many]
        inner = (
            f"{kind}.{name}"
            for kind, names in self.kinds.items()
            if kind != self.root
            for name, entry in names.items()
            if entry.many
        )
        return [*own, *inner]

    def _unknown(self, name: str, owner: str, known: Sequence[str], tag: Tag, paragraph: TemplateParagraph) -> None:
        self._find(
            rules.TAG_UNKNOWN,
            paragraph,
            likely=nearest(name, known),
            name=name,
            tag=tag.written,
            owner=f"a{'n' * (owner[0] in 'aeiou')} {owner}",
            known=", ".join(known) or "none",
        )

    def _find(self, rule: Rule, paragraph: TemplateParagraph, *, likely: str = "", **values: object) -> None:
        self.findings.append(rule.at(self._where(paragraph), likely=likely, **values))

    def _where(self, paragraph: TemplateParagraph) -> str:
        return f"{self.name}, {paragraph.place}"


def _rows(paragraphs: Sequence[TemplateParagraph]) -> Iterator[tuple[str, list[TemplateParagraph]]]:
    """The paragraphs of each row of a table: tags for rows and columns have to agree across its cells."""
    rows: dict[str, list[TemplateParagraph]] = {}
    for paragraph in paragraphs:
        if ", column " in paragraph.where:
            rows.setdefault(paragraph.where.rpartition(", column ")[0], []).append(paragraph)
    yield from rows.items()


def _container(paragraph: TemplateParagraph, unit: str) -> str:
    """What a pair of tags must share: the paragraph, the cell or the page, or the table."""
    if unit == "p":
        return paragraph.where if ", column " in paragraph.where else ""
    if unit == "tr":
        return paragraph.where.partition(", row ")[0]
    return paragraph.where.rpartition(", column ")[0] if unit == "tc" else paragraph.where


def _style_findings(styles: StyleSheet, name: str) -> Iterator[Finding]:
    """Findings for styles that papers take and the template lacks, or has without a list's numbers."""
    for style in Style:
        entry = styles.find(style, style.kind)
        if entry is None and style not in RARE_STYLES:
            likely = nearest(style, styles.names(style.kind))
            also = f"Rename “{likely}” if that is the style meant. " if likely else ""
            yield rules.STYLE_NOT_THERE.at(name, kind=style.kind, style=style.label, also=also)
        elif entry is not None and style in LIST_STYLES and entry.numbering is None:
            yield rules.STYLE_UNLISTED.at(name, style=style.label)
