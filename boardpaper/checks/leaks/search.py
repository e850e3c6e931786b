"""The wall: proof that nothing of a restricted file is in what the public gets.

This search shares no code with what builds packs but for what the codes of PDF fonts mean, and that it does not trust:
another library reads every page as well.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from boardpaper.checks.leaks.judging import Judged, Source, Terms, judge, wordless_finding
from boardpaper.checks.leaks.passages import OpenPaper
from boardpaper.checks.leaks.readers.files import letterhead_of, read_file
from boardpaper.checks.leaks.readers.pictures import alike
from boardpaper.checks.leaks.readers.pieces import WHOLE_FILE, Face, Picture, Piece, Unread, Whole, Wordless, Words
from boardpaper.checks.leaks.secrets import Secrets
from boardpaper.checks.leaks.shared import SharedIndex
from boardpaper.checks.leaks.shares import Shares
from boardpaper.checks.leaks.statements import STATEMENTS
from boardpaper.model.finding import Finding
from boardpaper.model.messages import counted, listed
from boardpaper.rules import leaks as rules
from boardpaper.rules.rule import Rule

_MOST_TOLD = 5
_PASSAGES = frozenset({"words", "a passage"})
# Faces that boardpaper itself embeds, or that every reader has: they tell nothing of a file.
_STOCK_FACES = ("arimo", "carlito", "caladea", "liberation", "boardpapersymbols", "helvetica", "arial", "times",
                "courier", "symbol", "zapfdingbats", "calibri", "cambria")  # fmt: skip


class RestrictedFile(Struct, frozen=True):
    """A file that the public must not get anything of. Findings call it `paper`, or by its name.

    `whole` names the paper that its words are, with those of other files; it is empty for a workbook or a picture.
    """

    name: str
    content: bytes
    paper: str = ""
    whole: str = ""


class PublicFile(Struct, frozen=True):
    """A file that the public gets, or that such a file is made of.

    Where it is a paper of a public `item`, it is held against the restricted papers, and findings call it `called`.
    One that is `elsewhere` does not go out now, and only tells what else is public. `read` is what it holds, where
    that has been read before.
    """

    name: str
    content: bytes
    item: str = ""
    called: str = ""
    elsewhere: bool = False
    read: Sequence[Piece] | None = None


class SaidLine(Struct, frozen=True):
    """What a person wrote for a line of the public agenda: the title of an open item, or why another is closed."""

    called: str
    text: str
    is_title: bool = True


class Leak(Struct, frozen=True):
    """What was let out at one place: by which `rule`, `what` of which restricted file (by its number), in which words.

    No restricted file is the `owner` of a part that could not be read.
    """

    rule: Rule
    owner: int
    what: str
    words: str
    where: str


class Searched(Struct, frozen=True):
    """What was found in one public file: what was let out, and what it shares with restricted papers."""

    leaks: tuple[Leak, ...]
    shares: Shares


class _Index(Struct):
    """What to look for, each thing with the restricted file that it belongs to; `wholes` with their places in it."""

    secrets: Secrets = field(default_factory=Secrets)
    wholes: dict[str, tuple[int, str]] = field(default_factory=dict)
    pictures: list[tuple[Picture, int]] = field(default_factory=list)
    faces: dict[tuple[str, str], int] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)


class _Key(Struct, frozen=True):
    """A restricted file as findings of the wall tell of it: what it is called, and the key of its words' hashes."""

    called: str
    key: bytes


class Wall(Struct, frozen=True):
    """All that the public may not read. `findings` tell of restricted files that could not be read themselves.

    `shared` is what public papers are held against; `elsewhere` are those that do not go out now, `lines` those of the
    agenda, and `copies` the restricted files that a public paper is made of, by what that is called.
    """

    findings: tuple[Finding, ...]
    shared: SharedIndex
    sources: tuple[Source, ...]
    elsewhere: tuple[OpenPaper, ...]
    lines: tuple[OpenPaper, ...]
    copies: Mapping[str, Mapping[int, str]]
    _index: _Index
    _keys: tuple[_Key, ...]


def scan_wall(
    restricted: Sequence[RestrictedFile],
    public: Sequence[PublicFile],
    allowed: Sequence[str] = (),
    common: Sequence[PublicFile] = (),
    house: Sequence[PublicFile] = (),
    terms: Terms | None = None,
    lines: Sequence[SaidLine] = (),
) -> tuple[Finding, ...]:
    """What of the `restricted` sources is in the `public` outputs.

    See `raise_wall`, `search_file`, `let_out` and `judge_shared`, which are its parts.
    """
    wall = raise_wall(restricted, allowed, common, house, lines)
    searched = [search_file(wall, output) for output in public]
    return (*wall.findings, *let_out(wall, searched), *judge_shared(wall, public, searched, terms or Terms()).findings)


def raise_wall(
    restricted: Sequence[RestrictedFile],
    allowed: Sequence[str] = (),
    common: Sequence[PublicFile] = (),
    house: Sequence[PublicFile] = (),
    lines: Sequence[SaidLine] = (),
) -> Wall:
    """The wall around the `restricted` sources, whatever the public outputs will be.

    `allowed` are texts that may appear: all that the public stub of a restricted item says. `common` are the inputs
    that the public outputs are made of: what they hold was not let out by a builder. `house` is what any paper of the
    office may say: templates, and with an `item` what the agenda says, but for amounts. `lines` are those of the agenda
    that are held against the restricted papers themselves.
    """
    index, shared = _Index(), SharedIndex()
    known = {hashlib.sha256(file.content).digest() for file in house}
    given = {hashlib.sha256(file.content).digest() for file in common}
    findings = tuple(_take_in(index, shared, restricted, known, given))
    shared.join()
    shared.add_house(STATEMENTS)
    _read_house(index, shared, [file for file in house if not file.item])
    shared.keep_line_names()
    said = tuple(_held_line(shared, line) for line in lines)
    for text in allowed:
        shared.add_house(text, agenda=True)
        index.secrets.allow(text)
    _read_house(index, shared, [file for file in house if file.item])
    shared.seal()
    sources = tuple(Source(_called(file), _full_name(file), file.whole) for file in restricted)
    elsewhere, copies = _read_common(index, shared, common)
    # Where the wall's passages may stand is looked for together with what is shared.
    shared.seek(index.secrets.grams)
    keys = tuple(_Key(_called(file), hashlib.sha256(file.content).digest()) for file in restricted)
    return Wall(findings, shared, sources, elsewhere, said, copies, index, keys)


def search_file(wall: Wall, output: PublicFile) -> Searched:
    """What of the restricted sources is in a file for the public, and what the file shares if it is a paper."""
    shares = Shares()
    leaks = dict.fromkeys(
        Leak(*found, f"{output.name} › {piece.place}")
        for piece, places in _looked_at(wall, output, shares)
        for found in _leaks(wall._index, piece, places)
    )
    return Searched(tuple(leaks), shares)


def let_out(wall: Wall, searched: Iterable[Searched]) -> Iterator[Finding]:
    """The findings about all that was let out, one for each restricted paper and kind of thing; every one blocks.

    A finding names places, and shows no more of a secret than its first and last letter, and a hash that only who has
    the restricted file can check. It is for who makes the pack: a file's own name may be part of the leak.
    """
    groups: dict[tuple[str, str, str], list[Leak]] = {}
    for leak in (leak for each in searched for leak in each.leaks):
        of = wall._keys[leak.owner].called if leak.owner >= 0 else leak.where.partition(" › ")[0]
        groups.setdefault((leak.rule.name, of, leak.what), []).append(leak)
    for leaks in groups.values():
        first, places = leaks[0], list(dict.fromkeys(leak.where for leak in leaks))
        if first.owner < 0:
            several = f" (in {counted(len(places), 'place')})" if len(places) > 1 else ""
            yield first.rule.at(first.where, reason=f"{first.what}{several}")
            continue
        things = len({leak.words for leak in leaks})
        all_told = f"; {counted(things, 'such thing')} in all, at {counted(len(places), 'place')}: "
        several = f"{all_told}{listed(places, _MOST_TOLD, '; ')}" if len(places) > 1 or things > 1 else ""
        yield first.rule.at(first.where, what=first.what + _masked(first.words, wall._keys[first.owner]), also=several)


def judge_shared(wall: Wall, public: Sequence[PublicFile], searched: Sequence[Searched], terms: Terms) -> Judged:
    """What the `public` papers share with restricted ones, by what was found in each of them: see `judge`.

    These findings show the first words of a passage and whole amounts: they are for who makes the pack.
    """
    papers = [*wall.elsewhere, *wall.lines]
    for file, found in zip(public, searched, strict=True):
        if file.item:
            found.shares.files.update(wall.copies.get(file.called, {}))
            papers.append(OpenPaper(file.item, file.called, found.shares))
    return judge(wall.shared, wall.sources, papers, terms)


def _held_line(shared: SharedIndex, line: SaidLine) -> OpenPaper:
    """A line of the agenda, held against the restricted papers."""
    return OpenPaper("", line.called, shared.search_line(line.text, names=not line.is_title), line=True)


def _read_house(index: _Index, shared: SharedIndex, files: Sequence[PublicFile]) -> None:
    """Takes what the house says out of what is looked for."""
    for file in files:
        for piece in read_file(file.name, file.content):
            if isinstance(piece, Words):
                shared.add_house(piece.text, agenda=bool(file.item), amounts=not file.item)
            elif isinstance(piece, Picture):
                shared.add_house_picture(piece)
            _take_out(index, piece)


def _looked_at(wall: Wall, output: PublicFile, shares: Shares) -> Iterator[tuple[Piece, Sequence[int] | None]]:
    """The pieces of a file, with where in its letters what is sought stands, if that is known.

    What the pieces of a paper share goes to `shares` on the way.
    """
    for piece in read_file(output.name, output.content, output.read):
        yield piece, wall.shared.look(piece, shares) if output.item else None


def _read_common(
    index: _Index, shared: SharedIndex, common: Sequence[PublicFile]
) -> tuple[tuple[OpenPaper, ...], dict[str, dict[int, str]]]:
    """Takes what the public inputs hold from the index; those of other issues, and the copies of restricted files."""
    elsewhere: list[OpenPaper] = []
    copies: dict[str, dict[int, str]] = {}
    for file in common:
        pieces = read_file(file.name, file.content)
        if file.elsewhere:
            kept = list(pieces)
            elsewhere.append(OpenPaper(file.item, file.called, shared.search(kept), judged=False))
            pieces = iter(kept)
        for piece in pieces:
            _take_out(index, piece)
            if file.item and isinstance(piece, Whole) and piece.place == WHOLE_FILE and piece.digest in shared.files:
                copies.setdefault(file.called, {})[shared.files[piece.digest]] = WHOLE_FILE
    index.secrets.allowed()
    return tuple(elsewhere), copies


def _take_in(
    index: _Index,
    shared: SharedIndex,
    restricted: Sequence[RestrictedFile],
    known: Collection[bytes],
    given: Collection[bytes],
) -> Iterator[Finding]:
    """Fills both indexes with all that restricted files hold; what cannot be read in them is told of.

    What the house has (`known`) tells nothing of a restricted paper, nor does a workbook that public papers are made of
    too (`given`): its figures stand in them because somebody bound them.
    """
    for owner, source in enumerate(restricted):
        for digest in (hashlib.sha256, hashlib.sha1, hashlib.md5):
            code = digest(source.content, usedforsecurity=False).hexdigest()
            index.secrets.add_hashes(owner, (code, code[:16], code[:12]))
        own = hashlib.sha256(source.content).digest()
        compared = own not in known and (bool(source.whole) or own not in given)
        if compared:
            shared.add_file(owner, source.content)
        unread: list[Unread | Wordless] = []
        letterhead = letterhead_of(source.content)
        for piece in read_file(source.name, source.content):
            _take_piece(index, owner, piece, unread)
            if compared and not (isinstance(piece, Picture) and piece.place in letterhead):
                shared.add(owner, piece)
        yield from _unread_findings(source, unread)
    index.secrets.seal()


def _unread_findings(source: RestrictedFile, unread: Sequence[Unread | Wordless]) -> Iterator[Finding]:
    """What of a restricted file nobody can look for: what cannot be read in it, and its pages without words."""
    for reason in [each.reason for each in unread if isinstance(each, Unread)][:_MOST_TOLD]:
        yield rules.SOURCE_UNREAD.at(_called(source), name=_called(source), reason=reason)
    if pages := [each.place for each in unread if isinstance(each, Wordless)]:
        yield wordless_finding(_full_name(source), pages, rules.SOURCE_WORDLESS)


def _take_piece(index: _Index, owner: int, piece: Piece, unread: list[Unread | Wordless]) -> None:
    """Puts one piece of a restricted file where the search looks for its kind."""
    if isinstance(piece, Words):
        index.secrets.add(owner, piece)
    elif isinstance(piece, Whole):
        index.wholes.setdefault(piece.digest, (owner, piece.place))
    elif isinstance(piece, Picture):
        index.pictures.append((piece, owner))
    elif isinstance(piece, Face):
        index.faces.setdefault((piece.tag, piece.name), owner)
        index.families.setdefault(piece.name, owner)
    elif isinstance(piece, Unread | Wordless):
        unread.append(piece)


def _take_out(index: _Index, piece: Piece) -> None:
    """Takes from the index what a public input holds."""
    if isinstance(piece, Words):
        index.secrets.allow(piece.text)
    elif isinstance(piece, Whole):
        index.wholes.pop(piece.digest, None)
    elif isinstance(piece, Picture):
        _take_picture_out(index, piece)
    elif isinstance(piece, Face):
        index.faces.pop((piece.tag, piece.name), None)
        index.families.pop(piece.name, None)


def _take_picture_out(index: _Index, public: Picture) -> None:
    """Takes out all pictures that look like a `public` one, and their bytes: a PDF holds it as publishing writes it."""
    same = {(owner, picture.place) for picture, owner in index.pictures if alike(picture, public)}
    if same:
        index.pictures = [(picture, owner) for picture, owner in index.pictures if (owner, picture.place) not in same]
        index.wholes = {digest: at for digest, at in index.wholes.items() if at not in same}


def _leaks(index: _Index, piece: Piece, places: Sequence[int] | None) -> Iterator[tuple[Rule, int, str, str]]:
    """For each leak in a piece: rule, number of the restricted file, what it is, and its words."""
    if isinstance(piece, Words):
        for hit in index.secrets.search(piece.text, places):
            rule = rules.WALL_TEXT if hit.kind in _PASSAGES else rules.WALL_WORD
            yield rule, hit.owner, hit.kind, hit.words
    elif isinstance(piece, Whole):
        if piece.digest in index.wholes:
            yield rules.WALL_FILE, index.wholes[piece.digest][0], "a part, byte for byte,", ""
    elif isinstance(piece, Picture):
        for picture, owner in index.pictures:
            if alike(picture, piece):
                yield rules.WALL_PICTURE, owner, "a picture", ""
                break
    elif isinstance(piece, Face):
        yield from _face_leaks(index, piece)
    elif isinstance(piece, Unread):
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


def _masked(words: str, source: _Key) -> str:
    """Where something comes from, and no more of it than its ends: “N…r, 8 letters, #1f2e3d4c”."""
    if not words:
        return f" of {source.called}"
    mark = hashlib.blake2b(words.encode(), key=source.key, digest_size=4).hexdigest()
    ends = f"{words[0]}…{words[-1]}" if len(words) >= 6 else "…"
    return f" of {source.called} (“{ends}”, {len(words)} letters, #{mark})"


def _called(source: RestrictedFile) -> str:
    """What findings call a restricted file."""
    return source.paper or source.name


def _full_name(source: RestrictedFile) -> str:
    """The same with the file's name, for who looks for a place in it."""
    return f"{source.paper}, {source.name}" if source.paper else source.name
