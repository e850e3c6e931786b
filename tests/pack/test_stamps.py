"""Stamps: at the same edges of every page as its reader sees it, whatever its boxes and its turn."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, parse_content_stream
from PIL import Image

from boardpaper.model.document import Properties
from boardpaper.model.pack import Pack, PackOptions, PackStamps
from boardpaper.pack.merging import merge_pack
from tests.support.finished_pdfs import artifact_words, changed, cropped, open_pack, part, publication, turned
from tests.support.outside_tools import DrawPdfPages

ABOUT = Properties("Pack")


def merged(content: bytes, options: PackOptions | None = None, **more: str) -> Pack:
    return merge_pack([part(content, "8(B)", **more)], properties=ABOUT, language="en-GB", options=options)


def empty_page(width: float, height: float, **entries: object) -> bytes:
    """A tagged file of one page without content."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, Pg=pdf.pages[0].obj, K=0))
        pdf.pages[0].obj.StructParents = 0
        root.K, root.ParentTree = Array([top]), Dictionary(Nums=Array([0, Array([top])]))
        root.ParentTreeNextKey = 1
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
        pdf.pages[0].contents_add(b"/P <</MCID 0>> BDC EMC")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("said", "kept"), [(0, 0), (-90, 270), (45, 0), (100, 90)])
def test_pages_of_a_pack_turn_by_quarters(said: int, kept: int) -> None:
    pack = open_pack(merged(changed(publication(), turned(said))))
    assert {int(page.obj.Rotate) for page in pack.pages} == {kept}


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (60, 90, 430, 700), (-50, -50, 900, 900)])
def test_stamps_stand_in_the_corners_that_a_reader_sees(
    rotation: int, crop: tuple[float, ...] | None, pdftoppm: DrawPdfPages, tmp_path: Path
) -> None:
    content = empty_page(500, 800, Rotate=rotation, **({"CropBox": Array(crop)} if crop else {}))
    pack = merge_pack(
        [part(content, "8(B)", restricted="RESTRICTED")], properties=ABOUT, language="en-GB", options=PackOptions()
    )
    path = tmp_path / "pack.pdf"
    # Poppler draws the whole media box; a reader sees the crop box.
    path.write_bytes(as_seen(pack.content))
    [picture] = pdftoppm(path, tmp_path, dpi=72)
    image = Image.open(picture).convert("L").point(lambda value: 255 * (value < 160))
    width, height = image.size
    boxes = {
        "restricted": (0, 0, width // 2, 40),
        "item": (width // 2, 0, width, 40),
        "page": (width // 2, height - 40, width, height),
    }
    found = {name: image.crop(box).getbbox() for name, box in boxes.items()}
    assert image.crop((0, 40, width, height - 40)).getbbox() is None
    restricted, item, page = (found[name] for name in ("restricted", "item", "page"))
    assert restricted is not None
    assert item is not None
    assert page is not None
    assert restricted[0] == pytest.approx(28, abs=2)
    assert item[2] == pytest.approx(width - width // 2 - 28, abs=2)
    assert page[2] == pytest.approx(width - width // 2 - 28, abs=2)
    assert item[1] == pytest.approx(15, abs=3)
    assert page[3] == pytest.approx(28, abs=4)


def as_seen(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            media = [float(edge) for edge in page.mediabox]
            crop = [float(edge) for edge in page.cropbox]
            page.mediabox = Array(
                [max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])]
            )
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_stamps_are_pagination_artifacts_in_the_state_in_which_a_page_begins() -> None:
    with open_pack(merged(publication())) as pdf:
        depth, marks, stamped = 0, [], []
        for instruction in parse_content_stream(pdf.pages[0]):
            name = str(instruction.operator)
            depth += (name == "q") - (name == "Q")
            if name == "BDC":
                marks.append(instruction.operands)
            elif name == "EMC":
                marks.pop()
            elif name == "Tj" and str(marks[-1][0]) == "/Artifact" and Name.Subtype in marks[-1][1]:
                stamped.append((str(marks[-1][1].Type), str(marks[-1][1].Subtype), depth))
        assert depth == 0
        assert stamped[-2:] == [("/Pagination", "/Header", 1), ("/Pagination", "/Footer", 1)]


def test_the_words_of_stamps_are_the_options_own() -> None:
    stamps = PackStamps(item="Eitem {item}", page="Tudalen {page}")
    with open_pack(merged(publication(), PackOptions(stamps, first_page=37))) as pdf:
        words = artifact_words(pdf, 0)
    assert "Eitem 8(B)" in words
    assert "Tudalen 37" in words


def test_a_restricted_page_names_the_paragraph() -> None:
    pack = merged(publication(), restricted="RESTRICTED – exempt paragraph 3")
    with open_pack(pack) as pdf:
        for at in range(len(pdf.pages)):
            assert "RESTRICTED – exempt paragraph 3" in artifact_words(pdf, at)


def test_no_stamps_leave_pages_as_they_were() -> None:
    none = PackOptions(PackStamps(item="", page=""))
    with open_pack(merged(publication(), none)) as pdf, pikepdf.open(io.BytesIO(publication())) as source:
        for ours, theirs in zip(pdf.pages, source.pages, strict=True):
            assert ours.Contents.read_bytes() == theirs.Contents.read_bytes()


def test_one_font_serves_all_stamps() -> None:
    pack = merged(changed(publication(), turned(90), cropped(20, 20, 500, 700)), restricted="RESTRICTED")
    with open_pack(pack) as pdf:
        named = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        stamps = {
            font.objgen for page in pdf.pages for key, font in page.Resources.Font.items() if "Stamp" in key
        }  # fmt: skip
    assert len(stamps) == 2
    assert {"/PACKAA+Arimo-Regular", "/PACKAA+Arimo-Bold"} <= named


def test_a_pack_inside_a_pack_keeps_its_own_stamps() -> None:
    inner = merged(publication())
    with open_pack(merged(inner.content)) as pdf:
        words = artifact_words(pdf, 0)
    assert words.count("Agenda item 8(B)") == 2
    assert words.count("Page 1") == 2


def test_a_character_that_the_stamp_font_lacks_is_seen_to_be_missing() -> None:
    pack = merge_pack([part(publication(), "5 第")], properties=ABOUT, language="en-GB")
    with open_pack(pack) as pdf:
        assert "Agenda item 5 ?" in artifact_words(pdf, 0)


def shared_resources(pdf: Pdf) -> None:
    common = pdf.make_indirect(pdf.pages[0].obj.Resources)
    for page in pdf.pages:
        page.obj.Resources = common


def test_pages_that_share_their_resources_share_the_stamp_font() -> None:
    with open_pack(merged(changed(publication("Budget", 9), shared_resources))) as pdf:
        names = [key for key in pdf.pages[0].Resources.Font if "Stamp" in key]
        assert names == ["/BoardpaperStamp"]
        assert all(f"Page {at}" in artifact_words(pdf, at - 1) for at in range(1, len(pdf.pages) + 1))
