"""Nothing of a restricted paper reaches the public: planted in its every corner and leaked, it is found."""

import io
import json
import random
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall
from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.pack.leaks import own_words
from boardpaper.commands.publish.run import Terms, make_publication
from boardpaper.model.finding import Finding
from boardpaper.resources import template_folder
from tests.support import wall_plants as plants
from tests.support.places import ROOT

FONTS = ROOT / "boardpaper" / "fonts"
SECRET = plants.Secret("Nightjar House will be sold to Ashcombe Holdings for £4,310,250", plants.picture(1))
PUBLIC = plants.pdf_file()
COMMON = (PublicFile("public.pdf", PUBLIC),)


def scan(
    restricted: bytes, output: bytes, *, name: str = "8.docx", output_name: str = "pack.pdf"
) -> tuple[Finding, ...]:
    return scan_wall([RestrictedFile(name, restricted)], [PublicFile(output_name, output)], (), COMMON)


def told(findings: tuple[Finding, ...]) -> str:
    return " ".join(f"{each.message} {each.where} {each.hint}" for each in findings).casefold()


def assert_leak(findings: tuple[Finding, ...], *, in_name: bool = False) -> None:
    """A leak is told, and none of its words, but for the name of a file or of a part where that is the leak."""
    assert any(each.blocks and each.rule != "wall-unread" for each in findings)
    assert in_name or not any(word in told(findings) for word in ("nightjar", "ashcombe", "4,310,250", "4310250"))


def test_one_leak_is_told_once_with_its_places() -> None:
    restricted = plants.word_file(SECRET, "body")

    def twice(canvas: Canvas) -> None:
        canvas.drawString(50, 50, SECRET.words)
        canvas.showPage()
        canvas.drawString(50, 50, SECRET.words)

    pages = drawn(twice)
    public = [PublicFile(name, pages) for name in ("pack.pdf", "paper.pdf")]
    findings = scan_wall([RestrictedFile("8.docx", restricted)], public, (), COMMON)
    texts = [each for each in findings if each.rule == "wall-text"]
    (text,) = texts
    assert text.where == "pack.pdf › page 1"
    assert text.message.endswith(
        "is in a file for the public; 1 such thing in all, at 4 places: pack.pdf › page 1; pack.pdf › page 2; "
        "paper.pdf › page 1; paper.pdf › page 2"
    )


def test_a_file_whose_name_leaks_is_named() -> None:
    (finding,) = scan(RESTRICTED, b"<html><body>Nothing</body></html>", output_name="nightjar.html")
    assert (finding.rule, finding.where) == ("wall-word", "nightjar.html › file name")


@pytest.mark.parametrize(("corner", "leak"), list(zip(plants.WORD, cycle(plants.OFFICE_LEAKS), strict=False)))
def test_a_word_file_leaks(corner: str, leak: Callable[[bytes, bytes], bytes]) -> None:
    restricted = plants.word_file(SECRET, corner)
    assert_leak(scan(restricted, leak(restricted, PUBLIC)), in_name=corner == "name of a part")
    assert scan(restricted, PUBLIC) == ()


@pytest.mark.parametrize("corner", plants.WORKBOOK)
def test_a_workbook_leaks(corner: str) -> None:
    restricted = plants.workbook_file(SECRET, corner)
    assert_leak(scan(restricted, plants.repacked(restricted, PUBLIC)))
    assert scan(restricted, PUBLIC) == ()


@pytest.mark.parametrize(("corner", "leak"), list(zip(plants.PDF, cycle(plants.PDF_LEAKS), strict=False)))
def test_a_pdf_leaks(corner: str, leak: Callable[[bytes, bytes], bytes]) -> None:
    restricted = plants.pdf_file(secret=SECRET, corner=corner)
    assert_leak(scan(restricted, leak(restricted, PUBLIC)))
    assert scan(restricted, PUBLIC) == ()


@pytest.mark.parametrize("corner", ["text", "comment", "appearance", "picture"])
def test_merged_pages_leak(corner: str) -> None:
    restricted = plants.pdf_file(secret=SECRET, corner=corner)
    assert_leak(scan(restricted, plants.merged(restricted, PUBLIC)))


RESTRICTED = plants.word_file(SECRET)


def drawn(say: Callable[[Canvas], None], *, codes: bool = False) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    if codes:
        pdfmetrics.registerFont(TTFont("Arimo", str(FONTS / "Arimo-Regular.ttf")))
        addMapping("Arimo", 0, 0, "Arimo")
        canvas.setFont("Arimo", 11)
    say(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def letter_by_letter(canvas: Canvas) -> None:
    for number, letter in enumerate(SECRET.words):
        canvas.drawString(20 + 8.5 * number, 500, letter)


def bookmark(canvas: Canvas) -> None:
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry("Nightjar", "a")


def in_a_narrow_column(canvas: Canvas) -> None:
    for number, word in enumerate(SECRET.words.split()):
        canvas.drawString(20, 500 - 12 * number, word)


@pytest.mark.parametrize("codes", [False, True], ids=["plain", "subset"])
@pytest.mark.parametrize(
    "say",
    [
        lambda canvas: canvas.drawString(50, 50, SECRET.words),
        lambda canvas: canvas.drawString(50, 50, SECRET.words.upper()),
        lambda canvas: canvas.drawString(50, 50, "The buyer is Ashcombe"),
        lambda canvas: canvas.drawString(50, 50, "and 4 310 250 pounds".replace(" ", " ")),
        lambda canvas: canvas.drawString(50, 50, "Night\u00adjar is to close"),
        letter_by_letter,
        in_a_narrow_column,
        lambda canvas: canvas.setTitle("Nightjar"),
        bookmark,
        lambda canvas: canvas.drawString(-900, 50, SECRET.words),
    ],
)
def test_words_are_found_however_they_are_drawn(say: Callable[[Canvas], None], codes: bool) -> None:
    assert_leak(scan(RESTRICTED, drawn(say, codes=codes)))


def in_parts(content: bytes) -> bytes:
    """A page whose stream is cut in two where `content` has a bar."""
    pdf = pikepdf.open(io.BytesIO(drawn(lambda canvas: canvas.drawString(50, 50, "Nothing to see here"))))
    font = next(iter(pdf.pages[0].Resources.Font.keys()))[1:].encode()
    content = content.replace(b"/F", b"/" + font)
    pdf.pages[0].Contents = pikepdf.Array([pdf.make_stream(part) for part in content.split(b"|")])
    return plants.saved(pdf)


LONG_PAGE = b"BT /F 11 Tf 1 0 0 1 50 700 Tm (%s) Tj ET\n" % b"many ordinary words of a public paper " * 12


@pytest.mark.parametrize(
    "shown",
    [
        b"BT /F 11 Tf 1 0 0 1 50 50 Tm (The buyer is Ash|combe) Tj ET",
        b"BT /F 11 Tf 1 0 0 1 50 50 Tm (The buyer (is) Ash|combe) Tj ET",
        b"BT /F 11 Tf 1 0 0 1 50 50 Tm (The buyer is Ashcombe)| Tj ET",
        b"BT /F 11 Tf 1 0 0 1 50 50 Tm [(The buyer is Ash) |(combe)] TJ ET",
        b"BT /F 11 Tf 1 0 0 1 50 50 Tm <4173|68636f6d6265> Tj ET",
        b"BT /F 11| Tf 1 0 0 1 50 50 Tm (Ashcombe) Tj ET",
    ],
)
def test_words_cut_between_two_parts_of_a_page_are_found(shown: bytes) -> None:
    assert_leak(scan(RESTRICTED, in_parts(LONG_PAGE + shown)))


def with_alphabet(content: bytes, alphabet: bytes) -> bytes:
    """A page whose codes stand for the letters of `alphabet`, from 65 on."""
    pdf = pikepdf.open(io.BytesIO(drawn(lambda canvas: canvas.drawString(50, 50, "Nothing"))))
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    font.ToUnicode = pdf.make_stream(
        b"1 beginbfrange <41><5A>[" + b"".join(b"<%04X>" % letter for letter in alphabet) + b"] endbfrange"
    )
    name = next(iter(pdf.pages[0].Resources.Font.keys()))[1:].encode()
    pdf.pages[0].Contents = pdf.make_stream(content.replace(b"/F", b"/" + name))
    return plants.saved(pdf)


def test_a_page_seen_before_is_read_again_with_other_fonts() -> None:
    content = b"BT /F 11 Tf 1 0 0 1 50 700 Tm (%s) Tj ET\n" % b"EWLGSQFI " * 60
    plain, shifted = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"WXYZABCDEFGHIJKLMNOPQRSTUV"
    for letters in (plain, shifted, plain, shifted):
        found = scan(RESTRICTED, with_alphabet(content, letters))
        assert bool(found) == (letters == shifted)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pack.json", json.dumps({"items": [{"title": SECRET.words}]})),
        ("pack.json", json.dumps({"items": [{"Nightjar": 1}]})),
        ("pack.json", '{"cost": 4310250}'),
        ("pack.html", "<html><body><p>Sold: <b>Night</b>jar</p></body></html>"),
        ("pack.html", f"<html><body><!-- {SECRET.words} --></body></html>"),
        ("pack.html", f'<html><body><p title="{SECRET.words}">x</p></body></html>'),
        ("nightjar.html", "<html><body>Nothing</body></html>"),
    ],
)
def test_other_outputs_are_searched(name: str, content: str) -> None:
    assert_leak(scan(RESTRICTED, content.encode(), output_name=name), in_name="nightjar" in name)


def test_the_hash_of_a_restricted_file_is_a_leak() -> None:
    import hashlib

    listed = json.dumps({"sha256": hashlib.sha256(RESTRICTED).hexdigest()})
    assert_leak(scan(RESTRICTED, listed.encode(), output_name="pack.json"))


def test_the_name_of_a_restricted_file_is_a_leak() -> None:
    output = drawn(lambda canvas: canvas.drawString(50, 50, "See Nightjar disposal"))
    source = RestrictedFile("papers/8 - Nightjar disposal.docx", plants.word_file(None), paper="item 8")
    assert_leak(scan_wall([source], [PublicFile("pack.pdf", output)], (), COMMON))


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "PNG", "TIFF"])
@pytest.mark.parametrize("size", [(240, 160), (120, 80), (720, 480)])
def test_a_picture_is_known_in_another_size_and_format(kind: str, size: tuple[int, int]) -> None:
    restricted = plants.word_file(SECRET, "picture")
    again = plants.picture(1, size=size, kind=kind)
    found = {each.rule for each in scan(restricted, again, output_name="chart")}
    assert found - {"wall-file"} == {"wall-picture"}


def test_other_pictures_are_not_taken_for_it() -> None:
    restricted = plants.word_file(SECRET, "picture")
    for seed in range(2, 20):
        assert scan(restricted, plants.picture(seed), output_name="chart") == ()


def test_what_an_update_overwrote_is_found() -> None:
    restricted = plants.pdf_file(secret=SECRET)
    with pikepdf.open(io.BytesIO(restricted)) as pdf:
        contents, size = pdf.pages[0].Contents.objgen[0], int(pdf.trailer.Size)
        root = pdf.Root.objgen[0]
    before = restricted.rindex(b"startxref")
    start = restricted[before:].split()[1]
    at = len(restricted)
    update = b"%d 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n" % contents
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d /Root %d 0 R /Prev %s>>\n" % (
        contents, at, size, root, start,
    )  # fmt: skip
    output = restricted + update + table + b"startxref\n%d\n%%%%EOF\n" % (at + len(update))
    with pikepdf.open(io.BytesIO(output)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == b""
    found = scan(restricted, output)
    assert_leak(found)
    assert "earlier version" in told(found)


def test_what_the_public_stub_says_is_no_leak() -> None:
    stub = "Nightjar House: exempt under paragraph 3, as it names Ashcombe Holdings"
    output = drawn(lambda canvas: canvas.drawString(50, 50, stub))
    source = RestrictedFile("8.docx", RESTRICTED)
    public = PublicFile("agenda.pdf", output)
    assert scan_wall([source], [public], [stub], COMMON) == ()
    assert scan_wall([source], [public], [], COMMON) != ()


def test_a_label_and_a_value_from_two_public_files_are_no_leak() -> None:
    restricted = plants.pdf_file(("Strategic Priority of this Board: Regular and Routine Business Item", "24 May 2022"))
    template = PublicFile("template.md", b"Strategic Priority of this Board: {{ priority }}\n")
    values = PublicFile("paper.yaml", b"priority: Regular and Routine Business Item\nmeeting: 2022-05-24\n")
    output = PublicFile("pack.pdf", restricted + b"\n")
    source = RestrictedFile("8.pdf", restricted)
    rules = {each.rule for each in scan_wall([source], [output], (), (template, values))}
    assert "wall-text" not in rules


def test_a_document_published_from_the_restricted_paper_is_found(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(plants.word_file(SECRET, "body"))
    pdf = make_publication(path, Terms(draft=True)).pdf
    found = scan(path.read_bytes(), pdf)
    assert_leak(found)
    assert any("page 1" in each.where for each in found)
    path.write_bytes(plants.word_file(None))
    assert scan(RESTRICTED, make_publication(path, Terms(draft=True)).pdf) == ()


def test_a_font_of_its_own_is_found() -> None:
    with pikepdf.open(io.BytesIO(plants.pdf_file())) as pdf:
        pdf.pages[0].Resources.Font.F1.BaseFont = Name("/QWERTY+Mordant-Bold")
        restricted = plants.saved(pdf)
    found = scan(restricted, plants.merged(restricted, PUBLIC))
    assert "wall-font" in {each.rule for each in found}


def test_an_output_that_cannot_be_read_blocks() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(PUBLIC)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="a", owner="b"))
    found = scan(RESTRICTED, buffer.getvalue())
    assert [each.rule for each in found if each.blocks] == ["wall-unread"]


def test_a_source_that_cannot_be_read_is_told() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(PUBLIC)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="a", owner="b"))
    (found,) = scan(buffer.getvalue(), PUBLIC)
    assert found.rule == "wall-unread"
    assert not found.blocks


def test_the_finding_says_where_and_no_more_than_the_ends() -> None:
    def say(canvas: Canvas) -> None:
        canvas.showPage()
        canvas.drawString(50, 50, "Nightjar")

    output = drawn(say)
    (found,) = scan(RESTRICTED, output)
    assert found.where == "pack.pdf › page 2"
    assert "8.docx" in found.message
    assert "“n…r”, 8 letters, #" in found.message
    assert scan(RESTRICTED, output) == (found,)


def test_programs_own_words_are_searched_in_outputs_and_are_no_secret() -> None:
    told = b"<?xml version='1.0'?><Properties><Application>%s</Application></Properties>"
    assert_leak(scan(RESTRICTED, told % SECRET.words.encode("utf-8"), output_name="app.xml"))
    ours = told % b"An office program of the year"
    assert scan(ours, ours.replace(b"'", b'"'), name="a.xml", output_name="b.xml") == ()


@pytest.mark.parametrize("leaked", range(4))
def test_a_passage_is_said_to_be_of_the_paper_that_it_is_from(leaked: int) -> None:
    papers = [plants.word_file(plants.random_secret(number)) for number in range(4)]
    sources = [RestrictedFile(f"paper {number}.docx", content) for number, content in enumerate(papers)]
    output = plants.merged(plants.pdf_file(secret=plants.random_secret(leaked)), PUBLIC)
    found = scan_wall(sources, [PublicFile("pack.pdf", output)], (), COMMON)
    # Shorter ones are of the stock that all of these papers have.
    whole = [each.message for each in found if "a passage" in each.message and "24 letters" in each.message]
    assert [message.partition(".docx")[0] for message in whole] == [f"a passage of paper {leaked}"]


EXAMPLES = ("inputs/2022-05-performance", "examples/front-sheet-paper")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The Word file and the PDF of each example."""
    folder = tmp_path_factory.mktemp("papers")
    return {
        name: sorted(
            made.path
            for made in build_paper(ROOT / name, output=folder / Path(name).name).files
            if made.path.suffix in (".docx", ".pdf")
        )
        for name in EXAMPLES
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_two_papers_of_one_house_share_no_secrets(example: str, built: dict[str, list[Path]]) -> None:
    """Templates, scorecards and metadata of one program look alike in a restricted paper and a public one."""
    inputs = [path for path in sorted((ROOT / example).rglob("*")) if path.is_file()]
    inputs += template_folder().glob("*.docx")
    common = [PublicFile(path.name, path.read_bytes()) for path in inputs]
    common.append(PublicFile("own words.txt", own_words().encode()))
    public = [PublicFile(path.name, path.read_bytes()) for path in built[example]]
    (other,) = (paths for name, paths in built.items() if name != example)
    restricted = [RestrictedFile(path.name, path.read_bytes()) for path in other]
    leaking = PublicFile("a.pdf", restricted[-1].content)
    found = scan_wall(restricted, [*public, leaking], (), common)
    assert {each.where.partition(" ")[0] for each in found} == {"a.pdf"}
    assert any(each.blocks for each in found)


@pytest.mark.parametrize("seed", range(10))
def test_a_garbled_file_stops_nothing(seed: int) -> None:
    chance = random.Random(seed)
    _, name, restricted, _, _, leaky = plants.random_meeting(seed)
    garbled = bytearray(chance.choice((restricted, leaky)))
    for _ in range(chance.choice((1, 5, 40, 300))):
        garbled[chance.randrange(len(garbled))] = chance.randrange(256)
    found = scan_wall([RestrictedFile(name, bytes(garbled))], [PublicFile("pack.pdf", bytes(garbled))], (), ())
    assert any(each.blocks for each in found)


@pytest.mark.parametrize("seed", range(1000, 1012))
def test_random_meetings(seed: int) -> None:
    _, name, restricted, words, sound, leaky = plants.random_meeting(seed)
    source, common = RestrictedFile(name, restricted), [PublicFile("narrative.md", words)]
    assert scan_wall([source], [PublicFile("pack.pdf", sound)], (), common) == ()
    assert any(each.blocks for each in scan_wall([source], [PublicFile("pack.pdf", leaky)], (), common))
