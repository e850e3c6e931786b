"""Everything in a PDF that could carry another file's content, reached or not, current or overwritten."""

import io
import re
from collections.abc import Generator, Iterable, Iterator, Sequence, Set
from itertools import zip_longest

import pikepdf
from msgspec import Struct, field
from pikepdf import Dictionary, Name, Object, Pdf, Stream
from PIL import Image

from boardpaper.checks.leaks.readers.pdf_contents import Drawn, draw, literal
from boardpaper.checks.leaks.readers.pdf_letters import Letters, has_all, read_letters, unread_letters
from boardpaper.checks.leaks.readers.pdf_raw import (
    DULL,
    LABELS,
    digest,
    drawn_words,
    loose_strings,
    place_of,
    read_leftovers,
    strings_of,
    unknown_stream,
    whole_of,
)  # fmt: skip
from boardpaper.checks.leaks.readers.pictures import picture_in, picture_of
from boardpaper.checks.leaks.readers.pieces import Face, Opener, Piece, Unread, Whole, Wordless, Words
from boardpaper.checks.leaks.readers.raw import MOST_BYTES, TOO_LARGE, decode_string, inflate
from boardpaper.checks.leaks.readers.second_reading import read_again
from boardpaper.pdf.opening import BROKEN
from boardpaper.pdf.trees import inherited, name_of, stream_of

_MOST_VERSIONS = 12
# A picture of fewer pixels holds no page's words; drawings lie no deeper in each other than this.
_LEAST_SIDE, _DEEPEST_FORM = 200, 3
_PAGE_NUMBER = re.compile(r"page \d+(?: of \d+)?", re.IGNORECASE)
# What is raised where no pixels can be made of a picture.
_NO_PIXELS = (*BROKEN, pikepdf.PikepdfError, Image.DecompressionBombError)
# Names that the standard gives (ISO 32000-1); those that a program or a person gave are searched.
_STANDARD = b"""
ASCII85Decode ASCIIHexDecode Action ActualText After AllOff AllOn Alternates Annots AppDefault Artifact Ascent Attached
Author AvgWidth BaseEncoding BaseFont BaseState BaseVersion Before BitsPerComponent BlackIs1 BlockAlign BleedBox Border
Bottom Bounds Button CIDFontType0 CIDFontType2 CIDSystemInfo CIDToGIDMap CapHeight Caption Category Center CharProcs
CharSet Circle Colors ColorSpace ColorTransform Columns ColSpan Column Company Contents Coords Count Creator
CreationDate CropBox DCTDecode Decode DecodeParms Default DefaultRGB Descent Descendant DescendantFonts DeviceCMYK
DeviceGray DeviceRGB Diagram Differences Disc DisplayDocTitle Div Document Domain Download Dotted Double Encode Encoding
Encrypt Event Export Extend Extends ExtGState Fields Figure Filter First FirstChar FitH FlateDecode Flags FontBBox
FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Footer Form FormType
Formula Function FunctionType Functions GoTo GoToR GTS_PDFA1 Group Header Headers Height Helvetica Highlight ICCBased
Identity Identity-H Image ImageB ImageC ImageI ImageMask Import Index Indexed Intent Interpolate IsMap ItalicAngle
JavaScript Justify Keywords LastChar Leading Length Length1 Length2 Length3 Level Limits Linearized Link ListMode
ListNumbering Listing Locked MacRomanEncoding MarkInfo Marked MarkStyle Matrix Matte MaxLen MediaBox Metadata
MissingWidth
ModDate MMType1 Movie Names NeedAppearances Next NextPage NonStruct None Normal Note Notes Nums ObjStm OpenAction Order
Ordering OutputConditionIdentifier OutputIntent OutputIntents OutputCondition Outline Outlines Outlines Page PageLabel
PageLabels PageLayout PageMode Pages Panose Paragraph Parent ParentTree ParentTreeNextKey Part Pattern PatternType
Perceptual Placement Popup Predictor PreferredSize Prev PrevPage Print Private ProcSet Producer Properties Properties
Quote RadioButton Range Reference Registry RegistryName Relative RelativeColorimetric Resources RoleMap Rotate RowSpan
Row Ruby Saturation Scope Screen Separation Shading ShadingType Simplex SingleContents Slides SMask Solid SpaceAfter
SpaceBefore Span Square Stamp Standard Start State StdCF StemH StemV Stream StrmF StructElem StructParent
StructParents StructTreeRoot Style Subject Subtype Suffix Summary Supplement Suspects Table Tabs Template Text TextAlign
TextIndent Title Toggle ToUnicode Trans Transparency Trapped TrimBox TrueType Type Type0 Type1 Type3 Underline Unknown
UseNone UseOutlines UserUnit Usage UserProperties Version View ViewerPreferences Viewport Warichu Watermark Widget Width
Widths WinAnsiEncoding WritingMode XHeight XObject XYZ ZapfDingbats Background Pagination Attachment BBox EmbeddedFile
EmbeddedFiles Filespec AFRelationship Supplement Data Alternative Unspecified Signature Checked Dashed
"""
_KEYS = frozenset(_STANDARD.split())
_NAME = re.compile(rb"/([^\s/<>\[\]{}()%]{5,})")
_PAGE_OF = re.compile(rb"/(?:Pg|P) (\d+ \d+) R")
_FONT_PROGRAM = (b"\0\1\0\0", b"true", b"OTTO", b"%!PS-Adobe", b"%!FontType", b"\1\0\4")


class _File(Struct):
    """What has been read of one PDF: its fonts, streams as drawn, digests of streams as stored, strings told."""

    pdf: Pdf
    before: str = ""
    pages: dict[str, int] = field(default_factory=dict)
    fonts: dict[tuple[int, int] | bytes, Letters] = field(default_factory=dict)
    drawn: set[tuple[int, int]] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    strings: set[bytes] = field(default_factory=set)
    texts: dict[tuple[bytes, int], list[str]] = field(default_factory=dict)
    names: set[bytes] = field(default_factory=set)


def read_pdf(name: str, content: bytes, depth: int, opener: Opener) -> Iterator[Piece]:
    """Every piece of the PDF `content`, called `name`; `opener` opens the files inside it."""
    stored: set[str] = set()
    strings: set[bytes] = set()
    fonts: tuple[Letters, ...] = ()
    encrypted = False
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            file = _File(pdf)
            yield from _current(file, content, depth, opener)
            encrypted = pdf.is_encrypted
            stored, strings, fonts = file.stored, file.strings, tuple(file.fonts.values())
    except pikepdf.PasswordError:
        yield Unread(name, "is protected by a password")
        return
    except pikepdf.PdfError as fault:
        yield Unread(name, f"is damaged ({type(fault).__name__})")
    if not encrypted:
        yield from _earlier(content, depth, opener)
        yield from read_leftovers(content, stored, strings, fonts, depth, opener)


def _current(file: _File, content: bytes, depth: int, opener: Opener) -> Iterator[Piece]:
    """What the file holds as it is now: pages, strings, streams, fonts and names."""
    file.pages = {_key(page.obj): number for number, page in enumerate(file.pdf.pages, 1)}
    texts: list[str] = []
    pictured: set[int] = set()
    for number, page in enumerate(file.pdf.pages, 1):
        place = f"{file.before}page {number}"
        pieces = list(_page(file, page.obj, place))
        texts.append("\n".join(piece.text for piece in pieces if isinstance(piece, Words) and piece.place == place))
        yield from pieces
        if _shows_picture(page.obj):
            pictured.add(number - 1)
    yield from _second_reading(file, content, texts, pictured)
    others: list[Stream] = []
    for entry in file.pdf.objects:
        if isinstance(entry, Stream):
            others.append(entry)
            _gather_strings(file, entry.stream_dict.unparse(resolved=True))
            continue
        if not isinstance(entry, Object):
            # pikepdf gives a number or truth value that is an object of its own as Python's.
            continue
        _gather_strings(file, entry.unparse(resolved=True))
        if isinstance(entry, Dictionary) and entry.get(Name.Type) == Name.Page and _key(entry) not in file.pages:
            yield from _read_once(_page(file, entry, f"{file.before}a page outside the page tree"))
    yield from _string_words(file)
    for entry in others:
        yield from _stream(file, entry, depth, opener)
    yield from _faces(file)
    if names := b"\n".join(sorted(file.names - _KEYS)).decode("utf-8", "replace"):
        yield Words(f"{file.before}names inside the file", names, dull=True)


def _second_reading(file: _File, content: bytes, texts: Sequence[str], pictured: Set[int]) -> Iterator[Piece]:
    """Pages as another program reads them, where its words are not those of `texts`; letters that neither can read.

    Of the `pictured` pages, which show a picture, those are told that have no words.
    """
    doubtful = {number for number, text in enumerate(texts) if unread_letters(text)}
    again = read_again(content, doubtful)
    if again is None:
        if not file.before:
            yield Unread("pages", "could not be read in a second way")
        again = [text if number not in doubtful else "" for number, text in enumerate(texts)]
    for number, (text, other) in enumerate(zip_longest(texts, again, fillvalue="")):
        place = f"{file.before}page {number + 1}"
        if other.split() != text.split():
            yield Words(place, other)
        if number in doubtful and not has_all(text, other):
            yield _unread(place, unread_letters(text))
        if number in pictured and not file.before and not any(map(str.isalpha, _PAGE_NUMBER.sub("", text + other))):
            yield Wordless(place)


def _shows_picture(page: Object) -> bool:
    """Whether a page, or a drawing on it, has a picture that is large enough for words."""
    return _has_picture(inherited(page, "/Resources"), 0)


def _has_picture(resources: Object | None, depth: int) -> bool:
    drawings = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
    streams = (
        [each for each in drawings.values() if isinstance(each, Stream)] if isinstance(drawings, Dictionary) else []
    )
    inside = [each for each in streams if each.get(Name.Subtype) == Name.Form] if depth < _DEEPEST_FORM else []
    return any(map(_is_large, streams)) or any(
        _has_picture(each.get(Name.Resources, Dictionary()), depth + 1) for each in inside
    )


def _is_large(stream: Stream) -> bool:
    sides = (stream.get(Name.Width), stream.get(Name.Height))
    return stream.get(Name.Subtype) == Name.Image and all(isinstance(s, int) and s >= _LEAST_SIDE for s in sides)


def _read_once(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """`pieces` of what no page shows, and the letters in them that cannot be read."""
    for piece in pieces:
        yield piece
        if isinstance(piece, Words) and (count := unread_letters(piece.text)):
            yield _unread(piece.place, count)


def _unread(place: str, count: int) -> Unread:
    return Unread(place, f"draws {count:,} {'letter' if count == 1 else 'letters'} that its fonts do not tell")


def _key(entry: Object) -> str:
    """An object's number and generation as one name."""
    return "{} {}".format(*entry.objgen)


def _page(file: _File, page: Object, place: str) -> Iterator[Piece]:
    """What a page draws, and the streams that draw it."""
    contents = page.get(Name.Contents)
    streams = [each for each in (contents if isinstance(contents, pikepdf.Array) else [contents])
               if isinstance(each, Stream)]  # fmt: skip
    parts = []
    for stream in streams:
        file.drawn.add(stream.objgen)
        data = yield from _decoded(file, stream, place)
        yield from whole_of(place, data)
        parts.append(data)
    yield from _draw(file, parts, inherited(page, "/Resources"), place)


def _draw(file: _File, contents: Sequence[bytes], resources: Object | None, place: str) -> Iterator[Piece]:
    """The words of a content stream, and of the forms that it shows and that nothing showed before."""
    drawn, shown = Drawn(), list[str]()
    resources = resources if isinstance(resources, Dictionary) else Dictionary()
    fonts = resources.get(Name.Font, Dictionary())
    known: dict[str, Letters | None] = {}

    def find(name: str) -> Letters | None:
        if name not in known:
            font = fonts.get(name) if isinstance(fonts, Dictionary) else None
            known[name] = _font(file, font) if isinstance(font, Dictionary) else None
        return known[name]

    draw(contents, find, shown.append, drawn)
    yield from drawn_words(drawn, place)
    forms = resources.get(Name.XObject, Dictionary())
    for name in dict.fromkeys(shown):
        form = forms.get(name) if isinstance(forms, Dictionary) else None
        if isinstance(form, Stream) and form.get(Name.Subtype) == Name.Form and form.objgen not in file.drawn:
            yield from _form(file, form, resources, place)


def _form(file: _File, form: Stream, resources: Object, place: str) -> Iterator[Piece]:
    """What a form XObject draws, with its own resources or those around it."""
    file.drawn.add(form.objgen)
    data = yield from _decoded(file, form, place)
    yield from whole_of(place, data)
    yield from _draw(file, [data], form.get(Name.Resources, resources), place)


def _font(file: _File, font: Object) -> Letters:
    """The letters of a font, read once."""
    key = font.objgen if font.objgen != (0, 0) else font.unparse(resolved=True)
    if key not in file.fonts:
        file.fonts[key] = read_letters(font)
    return file.fonts[key]


def _decoded(file: _File, stream: Stream, place: str) -> Generator[Piece, None, bytes]:
    """The bytes of a stream without its filters; empty, and told, where that cannot be had."""
    try:
        raw = stream.read_raw_bytes()
        file.stored.add(digest(raw.strip(b"\r\n")))
        given = stream.get(Name.Filter, pikepdf.Array())
        filters = list(given) if isinstance(given, pikepdf.Array) else [given]
        if not filters:
            return raw
        if filters[0] == Name.FlateDecode:
            plain = inflate(raw)
            if plain is None:
                yield Unread(place, TOO_LARGE)
                return b""
            if len(filters) == 1 and Name.DecodeParms not in stream:
                return plain
        return stream.read_bytes()
    except (pikepdf.PdfError, ValueError, TypeError) as fault:
        yield Unread(place, f"has a stream that cannot be decoded ({type(fault).__name__})")
        return b""


def _stream(file: _File, stream: Stream, depth: int, opener: Opener) -> Iterator[Piece]:
    """A stream that no page's content leads to, or a picture."""
    kind, subtype = stream.get(Name.Type), stream.get(Name.Subtype)
    number, _ = stream.objgen
    owner = f"{file.before}object {number}"
    if stream.objgen in file.drawn:
        return
    if subtype == Name.Image:
        yield from _picture(file, stream, owner)
    elif subtype == Name.Form or Name.PatternType in stream:
        yield from _read_once(_form(file, stream, Dictionary(), f"{owner}, a drawing"))
    elif kind == Name.Metadata or subtype == Name.XML:
        data = yield from _decoded(file, stream, owner)
        yield from opener(f"{file.before}metadata (XMP)", data, depth + 1)
    else:
        data = yield from _decoded(file, stream, owner)
        if kind == Name.EmbeddedFile:
            yield Whole(f"{file.before}attachment", digest(data))
            yield from opener(f"{file.before}attachment", data, depth + 1)
        elif kind == Name.ObjStm:
            # Its objects have been read as such; here are those that newer ones replaced.
            yield from loose_strings(data, file.strings)
        elif kind != Name.XRef and not _is_machinery(stream, data):
            yield from unknown_stream(owner, data, depth, opener, tuple(file.fonts.values()))


def _is_machinery(stream: Stream, data: bytes) -> bool:
    """Fonts, colour profiles and character maps, which many files share."""
    return (
        data.startswith(_FONT_PROGRAM)
        or data[36:40] == b"acsp"
        or b"begincmap" in data[:4000]
        or stream.get(Name.Subtype) in (Name.Type1C, Name.CIDFontType0C, Name.OpenType)
        or Name.FunctionType in stream
    )


def _picture(file: _File, stream: Stream, place: str) -> Iterator[Piece]:
    """What a picture holds, as it is stored and as it looks."""
    raw = stream.read_raw_bytes()
    file.stored.add(digest(raw.strip(b"\r\n")))
    place = f"{place}, a picture"
    yield from whole_of(place, raw)
    if stream.get(Name.ImageMask, False) is True:
        return
    if raw.startswith(b"\xff\xd8\xff") and Name.SMask not in stream:
        yield from picture_in(place, raw)
        return
    soft = stream_of(stream.get(Name.SMask))
    # Pixels of the one are made with those of the other.
    if not _has_size(stream) or (soft is not None and not _has_size(soft)):
        yield Unread(place, "has no size that can be read, or a very large one")
        return
    image = yield from _pixels(stream, place)
    if image is not None:
        mask = None if soft is None else (yield from _pixels(soft, place))
        yield from picture_of(place, image, mask)


def _has_size(stream: Stream) -> bool:
    """Whether a picture says how large it is, and is not so large that nobody could look at it."""
    width, height = stream.get(Name.Width), stream.get(Name.Height)
    return isinstance(width, int) and isinstance(height, int) and 0 < width * height <= MOST_BYTES


def _pixels(stream: Stream, place: str) -> Generator[Piece, None, Image.Image | None]:
    """The picture's pixels; None where they cannot be had, which is told."""
    try:
        return pikepdf.PdfImage(stream).as_pil_image()
    except _NO_PIXELS as fault:
        yield Unread(place, f"cannot be decoded ({type(fault).__name__})")
        return None


def _gather_strings(file: _File, held: bytes) -> None:
    """The strings of an object that no object before it had, each with the key that it stands under."""
    file.names.update(_NAME.findall(held))
    if b"(" not in held and b"<" not in held.replace(b"<<", b""):
        return
    page = None
    for key, token in strings_of(held):
        if token in file.strings or len(token) < 4:
            continue
        file.strings.add(token)
        if not (text := decode_string(literal(token)).strip()):
            continue
        if page is None:
            found = _PAGE_OF.search(held)
            page = file.pages.get(found[1].decode(), 0) if found else 0
        file.texts.setdefault((key, page), []).append(text)


def _string_words(file: _File) -> Iterator[Piece]:
    """The strings outside what pages draw, together by what they are and the page that they belong to."""
    for (key, page), texts in file.texts.items():
        place = f"page {page}, {place_of(key)}" if page else place_of(key)
        yield Words(f"{file.before}{place}", "\n".join(texts), key in LABELS, key in DULL)


def _faces(file: _File) -> Iterator[Piece]:
    """The fonts by name and tag of their subset; one is idle if it holds characters that nothing draws."""
    met: dict[tuple[str, str], bool] = {}
    for entry in file.pdf.objects:
        if not isinstance(entry, Dictionary) or isinstance(entry, Stream) or Name.BaseFont not in entry:
            continue
        if name_of(entry.get(Name.Subtype)).startswith("CIDFont"):
            continue
        tag, plus, name = name_of(entry.BaseFont).rpartition("+")
        font = file.fonts.get(entry.objgen)
        idle = font is None or font.has_idle_codes()
        met[name, tag if plus else ""] = met.get((name, tag), False) or idle
    for (name, tag), idle in met.items():
        yield Face(f"{file.before}fonts", name, tag, idle)


def _earlier(content: bytes, depth: int, opener: Opener) -> Iterator[Piece]:
    """The file as it was before each time that it was added to (ISO 32000-1, 7.5.6)."""
    ends = [match.end() for match in re.finditer(rb"%%EOF", content)][:-1]
    if b"/Linearized" in content[:2048]:
        ends = ends[1:]
    for number, end in enumerate(ends[-_MOST_VERSIONS:], 1):
        try:
            with pikepdf.open(io.BytesIO(content[:end] + b"\n")) as pdf:
                yield from _current(_File(pdf, f"an earlier version ({number}), "), content[:end], depth, opener)
        except pikepdf.PdfError:
            continue
    if len(ends) > _MOST_VERSIONS:
        yield Unread("earlier versions", f"are more than {_MOST_VERSIONS}")
