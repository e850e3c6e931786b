"""The wall: proof that nothing of a restricted file is in what the public gets.

This search shares no code with what builds packs but for what the codes of PDF fonts mean, and that it does not trust:
another library reads every page as well.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from boardpaper.checks.leaks.readers.files import read_file
from boardpaper.checks.leaks.readers.pictures import alike
from boardpaper.checks.leaks.readers.pieces import Face, Picture, Piece, Unread, Whole, Words
from boardpaper.checks.leaks.secrets import Secrets
from boardpaper.model.finding import Finding
from boardpaper.rules import leaks as rules
from boardpaper.rules.rule import Rule

_MOST_TOLD = 5
_PASSAGES = frozenset({"words", "a passage"})
# Faces that boardpaper itself embeds, or that every reader has: they tell nothing of a file.
_STOCK_FACES = ("arimo", "carlito", "caladea", "liberation", "boardpapersymbols", "helvetica", "arial", "times",
                "courier", "symbol", "zapfdingbats", "calibri", "cambria")  # fmt: skip


class RestrictedFile(Struct, frozen=True):
    """A file that the public must not get anything of. Findings call it `paper`, or by its name."""

    name: str
    content: bytes
    paper: str = ""


class PublicFile(Struct, frozen=True):
    """A file that the public gets, or that such a file is made of."""

    name: str
    content: bytes


class _Index(Struct):
    """What to look for, each thing with the restricted file that it belongs to."""

    secrets: Secrets = field(default_factory=Secrets)
    wholes: dict[str, int] = field(default_factory=dict)
    pictures: list[tuple[Picture, int]] = field(default_factory=list)
    faces: dict[tuple[str, str], int] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)


class _Source(Struct, frozen=True):
    """A restricted file as findings tell of it: what it is called, and the key of the hashes of its words."""

    called: str
    key: bytes


class Wall(Struct, frozen=True):
    """All that the public may not read. `findings` tell of restricted files that could not be read themselves."""

    findings: tuple[Finding, ...]
    _index: _Index
    _sources: tuple[_Source, ...]


def scan_wall(
    restricted: Sequence[RestrictedFile],
    public: Sequence[PublicFile],
    allowed: Sequence[str] = (),
    common: Sequence[PublicFile] = (),
) -> tuple[Finding, ...]:
    """What of the `restricted` sources is in the `public` outputs; every finding but an unread source blocks.

    See `raise_wall` and `search_file`, which are its two halves.
    """
    wall = raise_wall(restricted, allowed, common)
    return (*wall.findings, *(finding for output in public for finding in search_file(wall, output)))


def raise_wall(
    restricted: Sequence[RestrictedFile], allowed: Sequence[str] = (), common: Sequence[PublicFile] = ()
) -> Wall:
    """The wall around the `restricted` sources, whatever the public outputs will be.

    `allowed` are texts that may appear: all that the public stub of a restricted item says. `common` are the inputs
    that the public outputs are made of, templates and meeting.yaml among them: what they hold is no secret. Where a
    restricted paper is the twin of a public one, give the public one's Word file too, in which the figures are worded.
    """
    index = _Index()
    findings = tuple(_take_in(index, restricted))
    _take_out(index, allowed, (read_file(file.name, file.content) for file in common))
    sources = tuple(_Source(_called(file), hashlib.sha256(file.content).digest()) for file in restricted)
    return Wall(findings, index, sources)


def search_file(wall: Wall, output: PublicFile) -> tuple[Finding, ...]:
    """What of the restricted sources is in a file for the public; every finding blocks.

    A finding shows no more of a secret than its first and last letter, and a hash that only who has the restricted
    file can check.
    """
    return tuple(_scan(wall._index, wall._sources, output, read_file(output.name, output.content)))


def _take_in(index: _Index, restricted: Sequence[RestrictedFile]) -> Iterator[Finding]:
    """Fills the index with all that restricted files hold; what cannot be read in them is told of."""
    for owner, source in enumerate(restricted):
        for digest in (hashlib.sha256, hashlib.sha1, hashlib.md5):
            code = digest(source.content, usedforsecurity=False).hexdigest()
            index.secrets.add(owner, Words("hash", f"{code}\n{code[:16]}\n{code[:12]}"))
        unread: list[Unread] = []
        for piece in read_file(source.name, source.content):
            _take_piece(index, owner, piece, unread)
        for each in unread[:_MOST_TOLD]:
            yield rules.SOURCE_UNREAD.at(_called(source), name=_called(source), reason=each.reason)
    index.secrets.seal()


def _take_piece(index: _Index, owner: int, piece: Piece, unread: list[Unread]) -> None:
    """Puts one piece of a restricted file where the search looks for its kind."""
    if isinstance(piece, Words):
        index.secrets.add(owner, piece)
    elif isinstance(piece, Whole):
        index.wholes.setdefault(piece.digest, owner)
    elif isinstance(piece, Picture):
        index.pictures.append((piece, owner))
    elif isinstance(piece, Face):
        index.faces.setdefault((piece.tag, piece.name), owner)
        index.families.setdefault(piece.name, owner)
    else:
        unread.append(piece)


def _take_out(index: _Index, allowed: Iterable[str], common: Iterable[Iterable[Piece]]) -> None:
    """Takes from the index what the public inputs hold."""
    for text in allowed:
        index.secrets.allow(text)
    for pieces in common:
        for piece in pieces:
            if isinstance(piece, Words):
                index.secrets.allow(piece.text)
            elif isinstance(piece, Whole):
                index.wholes.pop(piece.digest, None)
            elif isinstance(piece, Picture):
                index.pictures = [pair for pair in index.pictures if not alike(pair[0], piece)]
            elif isinstance(piece, Face):
                index.faces.pop((piece.tag, piece.name), None)
                index.families.pop(piece.name, None)
    index.secrets.allowed()


def _scan(index: _Index, sources: Sequence[_Source], output: PublicFile, pieces: Iterable[Piece]) -> Iterator[Finding]:
    """The findings in one output, the first few of each kind for each restricted file."""
    name = "a file whose name is part of the leak" if _tells(index, output.name) else output.name
    told: dict[tuple[Rule, int], int] = {}
    seen: set[tuple[str, Rule, int, str]] = set()
    for piece in pieces:
        for rule, owner, what, words in _leaks(index, piece, name):
            key = (piece.place, rule, owner, words)
            if key in seen:
                continue
            seen.add(key)
            count = told[rule, owner] = told.get((rule, owner), 0) + 1
            if count <= _MOST_TOLD:
                yield _finding(
                    index, rule, name, piece.place, what + _masked(words, sources[owner] if owner >= 0 else None)
                )
    for (rule, owner), count in told.items():
        if count > _MOST_TOLD:
            called = sources[owner].called if owner >= 0 else output.name
            yield rule.more(name, count - _MOST_TOLD, f", from {called}")


def _leaks(index: _Index, piece: Piece, output: str) -> Iterator[tuple[Rule, int, str, str]]:
    """For each leak in a piece: rule, number of the restricted file, what it is, and its words."""
    if isinstance(piece, Words):
        for hit in index.secrets.search(piece.text):
            rule = rules.WALL_TEXT if hit.kind in _PASSAGES else rules.WALL_WORD
            yield rule, hit.owner, hit.kind, hit.words
    elif isinstance(piece, Whole):
        if piece.digest in index.wholes:
            yield rules.WALL_FILE, index.wholes[piece.digest], "a part, byte for byte,", ""
    elif isinstance(piece, Picture):
        for picture, owner in index.pictures:
            if alike(picture, piece):
                yield rules.WALL_PICTURE, owner, "a picture", ""
                break
    elif isinstance(piece, Face):
        yield from _face_leaks(index, piece)
    else:
        yield rules.WALL_UNREAD, -1, piece.reason, ""


def _face_leaks(index: _Index, face: Face) -> Iterator[tuple[Rule, int, str, str]]:
    """What the name of a font, or of its subset, tells of a restricted file."""
    family = face.name.casefold().replace(" ", "")
    owner = index.families.get(face.name)
    if owner is not None and not family.startswith(_STOCK_FACES):
        yield rules.WALL_FONT, owner, "a font", face.name
    elif face.tag and not _is_counted(face.tag) and face.idle and (face.tag, face.name) in index.faces:
        yield rules.WALL_FONT, index.faces[face.tag, face.name], "a font's characters", f"{face.tag}+{face.name}"


def _is_counted(tag: str) -> bool:
    """Whether a subset's letters are a mere number, as AAAAAB is: every file has such."""
    return tag.startswith("AAAA") or tag[1:] == "AAAAA"


def _finding(index: _Index, rule: Rule, output: str, place: str, what: str) -> Finding:
    """A finding for a leak, at a place whose own name leaks nothing more."""
    where = f"{output} › {'a place whose name is part of the leak' if _tells(index, place) else place}"
    if rule is rules.WALL_UNREAD:
        return rules.WALL_UNREAD.at(where, reason=what)
    return rule.at(where, what=what)


def _tells(index: _Index, text: str) -> bool:
    """Whether a text would itself be a leak."""
    return next(iter(index.secrets.search(text)), None) is not None


def _masked(words: str, source: _Source | None) -> str:
    """Where something comes from, and no more of it than its ends: “N…r, 8 letters, #1f2e3d4c”."""
    if source is None:
        return ""
    if not words:
        return f" of {source.called}"
    mark = hashlib.blake2b(words.encode(), key=source.key, digest_size=4).hexdigest()
    ends = f"{words[0]}…{words[-1]}" if len(words) >= 6 else "…"
    return f" of {source.called} (“{ends}”, {len(words)} letters, #{mark})"


def _called(source: RestrictedFile) -> str:
    return source.paper or source.name
