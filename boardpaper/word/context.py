"""A paper as a template's tags see it: the names of `model.template`, and which of them were printed."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from boardpaper.model.messages import joined
from boardpaper.model.paper import Appendix, FrontMatter, Paper, Part, Person
from boardpaper.ooxml.wordml import escape_text

# Stands for a body until all tags are replaced, so that an author's words never pass through the template engine.
MARKER_NAMESPACE = "urn:boardpaper:body"
_SPACES = re.compile(r"[\t\n\v\f\r ]+")
# The engine gives braces in pairs a meaning of its own, even in a value.
_BRACES = {"{": "&#123;", "}": "&#125;"}


class Printed(Struct):
    """Which values and bodies a template printed, by key, and how often."""

    counts: dict[str, int] = field(default_factory=dict)

    def note(self, key: str) -> None:
        """Counts one printing of `key`."""
        self.counts[key] = self.counts.get(key, 0) + 1

    def covers(self, key: str) -> bool:
        """Whether `key` was printed, or what it is part of, as `presented_by.0.name` is of `presented_by`."""
        steps = key.split(".")
        return any(self.counts.get(".".join(steps[:length])) for length in range(1, len(steps) + 1))


class Words(str):
    """A value that remembers being printed. It is text in every other way, so filters and tests work on it."""

    _key: str
    _printed: Printed

    def __new__(cls, text: str, key: str, printed: Printed) -> "Words":
        """The value `text`, called `key` in findings."""
        words = super().__new__(cls, _SPACES.sub(" ", text).strip(" "))
        words._key = key
        words._printed = printed
        return words

    def __html__(self) -> str:
        self._printed.note(self._key)
        return "".join(_BRACES.get(character, character) for character in escape_text(str(self)))


class Body(Struct, frozen=True):
    """Whole paragraphs, printed by `{{p ...}}`. It is false where there are none."""

    _key: str
    _empty: bool
    _printed: Printed

    def __html__(self) -> str:
        if self._empty:
            return ""
        self._printed.note(self._key)
        return f'<boardpaper:body xmlns:boardpaper="{MARKER_NAMESPACE}" key="{self._key}"/>'

    def __str__(self) -> str:
        return self.__html__()

    def __bool__(self) -> bool:
        return not self._empty


class PersonView(Struct, frozen=True):
    """A person for a template."""

    name: Words
    job_title: Words


class PartView(Struct, frozen=True):
    """A part for a template."""

    id: str
    heading: Words
    body: Body
    next_steps: Body
    authors: tuple[PersonView, ...]
    new_page: bool
    numbered: bool


class AppendixView(Struct, frozen=True):
    """An appendix for a template."""

    letter: Words
    title: Words
    body: Body


class Named:
    """Things by name, without methods that a name could be mistaken for. `_kind` is a kind of `model.template`."""

    __slots__ = ("_kind", "_things")

    def __init__(self, kind: str, things: Mapping[str, object]) -> None:
        self._kind = kind
        self._things = things

    def __getitem__(self, name: str) -> object:
        return self._things[name]

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)


def kind_of(thing: object) -> str:
    """The kind of `model.template` that `thing` is for a tag, or nothing for the paper itself."""
    if isinstance(thing, Named):
        return thing._kind
    return _KINDS.get(type(thing), "")


class Expected(Struct, frozen=True):
    """A value or body that the template must print: its key, its words, and what a person calls it."""

    key: str
    words: str
    called: str
    is_body: bool = False


class ContextBuilder(Struct):
    """Makes the names of `model.template` from a paper and lists everything that must be printed."""

    printed: Printed = field(default_factory=Printed)
    expected: list[Expected] = field(default_factory=list)

    def build(self, paper: Paper) -> dict[str, object]:
        """The names and their values."""
        parts = tuple(self._part(number, part) for number, part in enumerate(paper.parts))
        return {
            **self._front(paper.front),
            "parts": parts,
            "parts_by_id": Named("parts_by_id", {part.id: part for part in parts}),
            "appendices": tuple(self._appendix(number, appendix) for number, appendix in enumerate(paper.appendices)),
        }

    def _front(self, front: FrontMatter) -> Mapping[str, object]:
        """What templates may say of the front matter."""
        values = {
            "board": front.board,
            "meeting": front.meeting_words,
            "agenda_item": front.agenda_item,
            "priority": front.priority,
            "title": front.title,
        }
        context: dict[str, object] = {
            name: self._words(text, name, f"the {name.replace('_', ' ')}") for name, text in values.items()
        }
        context["presented_by"] = Words(persons_in_a_line(front.presented_by), "presented_by", self.printed)
        context["presenters"] = self._persons(front.presented_by, "presented_by", "who presents the paper")
        context["language"] = front.language
        fields = {
            name: self._words(text, f"fields.{name}", f"the field “{name}” of paper.yaml")
            for name, text in front.fields.items()
        }
        context["fields"] = Named("fields", fields)
        return context

    def _words(self, text: str, key: str, called: str) -> Words:
        """Words that a template may print; that they are to be printed somewhere is noted."""
        words = Words(text, key, self.printed)
        if words.strip():
            self.expected.append(Expected(key, str(words), called))
        return words

    def _body(self, key: str, empty: bool, called: str) -> Body:
        """A body that a template is to place; an empty one need not be placed."""
        if not empty:
            self.expected.append(Expected(key, "", called, is_body=True))
        return Body(key, empty, self.printed)

    def _persons(self, persons: Sequence[Person], key: str, called: str) -> tuple[PersonView, ...]:
        return tuple(
            PersonView(
                self._words(person.name, f"{key}.{number}.name", f"{called}: {person.name}"),
                self._words(person.job_title, f"{key}.{number}.job_title", f"{called}: {person.job_title}"),
            )
            for number, person in enumerate(persons)
        )

    def _part(self, number: int, part: Part) -> PartView:
        key, called = part_key(number), f"part “{part.heading}”"
        return PartView(
            id=part.id,
            heading=self._words(part.heading, f"{key}.heading", f"the heading of {called}"),
            body=self._body(f"{key}.body", not part.blocks, f"the text of {called}"),
            next_steps=self._body(f"{key}.next_steps", not part.next_steps, f"the next steps of {called}"),
            authors=self._persons(part.authors, f"{key}.authors", f"an author of {called}"),
            new_page=part.new_page,
            numbered=part.numbered,
        )

    def _appendix(self, number: int, appendix: Appendix) -> AppendixView:
        key, called = appendix_key(number), f"appendix {appendix.letter}"
        return AppendixView(
            letter=self._words(appendix.letter, f"{key}.letter", f"the letter of {called}"),
            title=self._words(appendix.title, f"{key}.title", f"the title of {called}"),
            body=self._body(f"{key}.body", not appendix.blocks, f"the text of {called}"),
        )


def part_key(number: int) -> str:
    """What the keys of a part begin with; `number` counts parts from 0."""
    return f"part.{number}"


def appendix_key(number: int) -> str:
    """What the keys of an appendix begin with; `number` counts appendices from 0."""
    return f"appendix.{number}"


def persons_in_a_line(persons: Sequence[Person]) -> str:
    """`Vanessa Jardine, Deputy Chief Constable; Mark Kenyon`: semicolons keep each title with its name."""
    titled = any(person.job_title for person in persons)
    names = [f"{person.name}, {person.job_title}" if person.job_title else person.name for person in persons]
    if titled:
        return "; ".join(names)
    return joined(names)


_KINDS: Mapping[type, str] = {PartView: "part", AppendixView: "appendix", PersonView: "person"}


def unprinted(expected: Sequence[Expected], printed: Printed, text: str) -> Iterator[Expected]:
    """Those of `expected` that neither were printed nor, being long enough to tell, stand in `text` all the same."""
    folded = text.casefold()
    for entry in expected:
        if printed.covers(entry.key):
            continue
        if entry.is_body or len(entry.words) < 4 or " ".join(entry.words.casefold().split()) not in folded:
            yield entry
