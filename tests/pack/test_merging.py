"""Packs: tagged papers stay tagged, links lead where they led, and nothing of one paper answers for another."""

import io
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.errors import InputError
from boardpaper.model.document import Properties
from boardpaper.model.pack import FrontNumbering, Pack, PackLink, PackOptions, PackPart, PackStamps, PageKind
from boardpaper.pack.joined import add_kid
from boardpaper.pack.merging import merge_pack
from boardpaper.publish.pdf.render import is_untouched
from boardpaper.sources.pdf.reader import read_pdf
from boardpaper.sources.pdf.texts import read_pdf_texts
from tests.support.finished_pdfs import (
    artifact_words,
    changed,
    open_pack,
    part,
    plain_headings,
    publication,
    scripted,
    signed,
    tagged_words,
    unbalanced,
    untagged,
    with_attachment,
    with_form,
    with_identifiers,
    with_layers,
    with_roles,
    without_outline,
    words_by_part,
)
from tests.support.structure_faults import structure_faults

# Everything in plain sight, so that a garbled byte is seldom only a garbled checksum.
GNARLED = changed(
    publication(), with_form, with_layers, with_identifiers,
    object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True,
)  # fmt: skip
ABOUT = Properties("Public pack", "Meeting of the Board", "The Board Secretary")


def merged(*parts: PackPart, **more: Any) -> Pack:
    return merge_pack(parts, properties=ABOUT, language="en-GB", **{"claim_conformance": True, **more})


def rules(pack: Pack) -> list[str]:
    return [finding.rule for finding in pack.findings]


def target_page(pdf: Pdf, place: Object) -> int:
    """The place of the page that a destination leads to."""
    if isinstance(place, String):
        place = pikepdf.NameTree(pdf.Root.Names.Dests)[str(place)]
    places = [page.obj.objgen for page in pdf.pages]
    return places.index(place[0].objgen)


def place_of(link: Object) -> Object | None:
    """What a link inside the file leads to, if it does."""
    return link.Dest if Name.Dest in link else link.A.get(Name.D)


def links_of(pdf: Pdf) -> dict[tuple[int, str], Object]:
    """Links by the place of their page and what they are called."""
    return {
        (at, str(link.Contents)): link
        for at, page in enumerate(pdf.pages)
        for link in page.obj.get(Name.Annots, Array())
        if link.Subtype == Name.Link
    }


def test_every_paper_is_a_part_with_all_its_words_and_tags() -> None:
    papers = [publication("Performance report"), publication("Budget", 9), publication("Estates", 3)]
    pack = merged(*(part(content, str(item)) for item, content in enumerate(papers, 5)))
    assert structure_faults(pack.content) == []
    found = words_by_part(pack.content)
    assert [title for title, _ in found] == ["Performance report", "Budget", "Estates"]
    assert [own for _, own in found] == [tagged_words(content) for content in papers]
    assert pack.conforms
    assert pack.findings == ()


def test_the_pack_says_what_it_is() -> None:
    pack = merged(part(publication(), "5"))
    with open_pack(pack) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo.Title) == "Public pack"
        assert str(pdf.Root.Lang) == "en-GB"
        assert b"<pdfuaid:part>1<" in pdf.Root.Metadata.read_bytes()
        assert len(pdf.Root.OutputIntents) == 1
        assert str(pdf.Root.StructTreeRoot.K[0].K[0].Lang) == "en-GB"


def test_equal_inputs_give_equal_bytes_and_a_seal_that_holds() -> None:
    parts = [part(changed(publication(), with_form), "1"), part(untagged(), "2"), part(publication("Budget"), "3")]
    options = PackOptions(dividers=True, double_sided=True)
    packs = [merged(*parts, options=options).content for _ in range(2)]
    assert packs[0] == packs[1]
    assert is_untouched(packs[0])
    assert is_untouched(packs[0].replace(b"Meeting of", b"Meetinx of")) is False


def test_links_inside_papers_lead_to_the_papers_own_pages() -> None:
    paper = publication("Budget", 9)
    pack = merged(part(publication(), "1"), part(paper, "2"))
    with pikepdf.open(io.BytesIO(paper)) as source, open_pack(pack) as pdf:
        start = pack.layout.pages_of_part(1).start
        ours, theirs = links_of(pdf), links_of(source)
        for (at, words), link in theirs.items():
            copy = ours[at + start, words]
            place, copied = place_of(link), place_of(copy)
            if place is not None:
                assert copied is not None
                assert target_page(pdf, copied) == target_page(source, place) + start
            else:
                assert str(copy.A.URI) == str(link.A.URI)


def name_destinations(pdf: Pdf) -> None:
    """Every inner link by a name, as other programs write them: in the name tree, and in the older dictionary."""
    last = pdf.pages[-1].obj
    place = Array([last, Name.XYZ, 72, 700, 0])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("end"), Dictionary(D=place)])))
    pdf.Root.Dests = Dictionary(end=Array([pdf.pages[0].obj, Name.Fit]))
    first, second = last.Annots
    first.Dest = String("end")
    del first.A
    second.A = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))


def test_names_of_destinations_do_not_meet() -> None:
    named = changed(publication(), name_destinations)
    pack = merged(part(named, "1"), part(named, "2"))
    with open_pack(pack) as pdf:
        for at in range(2):
            own = pack.layout.pages_of_part(at)
            targets = [target_page(pdf, link.Dest) for link in pdf.pages[own[-1]].obj.Annots]
            assert targets == [own[-1], own[0]]


def test_the_agenda_leads_to_the_items_and_they_lead_back() -> None:
    front = part(publication("Agenda", 1), addresses=("agenda.pdf",))
    paper = part(publication(), "5", addresses=("https://example.org/stats",))
    link = PackLink(0, (72, 300, 200, 312), 1, "Item 6, Budget")
    pack = merged(paper, part(publication("Budget"), "6"), front=front, links=[link])
    with open_pack(pack) as pdf:
        links = links_of(pdf)
        assert target_page(pdf, links[0, "Item 6, Budget"].Dest) == pack.layout.pages_of_part(1).start
        assert [float(edge) for edge in links[0, "Item 6, Budget"].Rect] == [72, 300, 200, 312]
        by_address = next(link for (at, words), link in links.items() if at == 0 and "statistics" in words)
        assert target_page(pdf, by_address.Dest) == pack.layout.pages_of_part(0).start
        for at in range(2):
            back = links[pack.layout.pages_of_part(at).start, "Back to the agenda"]
            assert target_page(pdf, back.Dest) == 0
    assert structure_faults(pack.content) == []


def test_a_link_that_stays_inside_is_not_called_by_its_address() -> None:
    paper = part(publication("Budget"), "6", addresses=("https://example.org/stats",))
    with open_pack(merged(part(publication(), "5"), paper)) as pdf:
        names = [words for at, words in links_of(pdf) if at < 2]
    assert names == ["the statistics", "the end"]


def go_elsewhere(pdf: Pdf) -> None:
    links = [link for page in pdf.pages for link in page.obj.get(Name.Annots, Array())]
    links[0].A = Dictionary(S=Name.GoToR, F=String("other paper.pdf"), D=Array([3, Name.Fit]))


def test_a_link_to_a_page_of_another_file_becomes_an_address() -> None:
    pack = merged(part(changed(publication(), go_elsewhere), "1"))
    with open_pack(pack) as pdf:
        addresses = [str(link.A.URI) for link in links_of(pdf).values() if place_of(link) is None]
    assert "other%20paper.pdf#page=4" in addresses


def test_an_outline_by_item_and_by_heading() -> None:
    appendix = part(publication("Costs", 1), "5", depth=2)
    pack = merged(
        part(publication(), "5"), appendix, part(publication("Budget"), "6"), front=part(publication("Agenda"))
    )
    with open_pack(pack) as pdf, pdf.open_outline() as outline:
        tops = outline.root
        assert [top.title for top in tops] == ["Agenda", "5 Performance report", "6 Budget"]
        assert [kid.title for kid in tops[1].children] == [
            "Part 1 of Performance report", "Part 2 of Performance report", "Costs"
        ]  # fmt: skip
        places = [top.destination for top in tops if isinstance(top.destination, Array)]
        assert [target_page(pdf, place) for place in places] == [
            0, pack.layout.pages_of_part(0).start, pack.layout.pages_of_part(2).start
        ]  # fmt: skip


def test_a_tagged_paper_without_an_outline_gets_one_from_its_headings() -> None:
    pack = merged(part(changed(publication(), without_outline), "5"), part(publication("Budget"), "6"))
    with open_pack(pack) as pdf, pdf.open_outline() as outline:
        titles = [kid.title for kid in outline.root[0].children]
    assert titles == ["Part 1 of Performance report", "Part 2 of Performance report"]


def test_identifiers_and_classes_of_two_papers_stay_apart() -> None:
    def other_class(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.ClassMap.Head.TextAlign = Name.End

    first, second = (
        changed(publication(), with_identifiers),
        changed(publication("Budget"), with_identifiers, other_class),
    )
    pack = merged(part(first, "1"), part(second, "2"))
    assert structure_faults(pack.content) == []
    with open_pack(pack) as pdf:
        root = pdf.Root.StructTreeRoot
        assert len(root.IDTree.Names) // 2 == 2 * 6
        heads = [entry for entry in pdf.objects if isinstance(entry, Dictionary) and entry.get(Name.S) == Name.TH]
        aligned = {str(root.ClassMap[str(head.C)].TextAlign) for head in heads}
        assert aligned == {"/Center", "/End"}


def test_one_name_for_two_roles_keeps_both_meanings() -> None:
    headings, bodies = with_roles("/Kop", "/H2"), with_roles("/Kop", "/P")
    pack = merged(part(changed(publication(), headings), "1"), part(changed(publication("Budget"), bodies), "2"))
    with open_pack(pack) as pdf:
        roles = {key: str(value) for key, value in pdf.Root.StructTreeRoot.RoleMap.items()}
        used = [str(entry.S) for entry in pdf.objects if isinstance(entry, Dictionary) and Name.S in entry]
    assert sorted(roles.values()) == ["/H2", "/P"]
    meant = [roles.get(role, role) for role in used]
    plain = [role for content in (publication(), publication("Budget")) for role, _ in tagged_words(content)]
    assert meant.count("/H2") == plain.count("H2")


def test_a_standard_role_with_another_meaning_keeps_it_to_its_own_paper() -> None:
    def remap(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Caption=Name.P)

    pack = merged(part(changed(publication(), remap), "1"), part(publication("Budget"), "2"))
    with open_pack(pack) as pdf:
        assert Name.RoleMap not in pdf.Root.StructTreeRoot


def test_plain_headings_are_numbered_beside_numbered_ones() -> None:
    paper = publication("Budget", 9)
    pack = merged(part(publication(), "1"), part(changed(paper, plain_headings), "2"))
    [_, (_, found)] = words_by_part(pack.content)
    assert found == tagged_words(paper)
    alone = merged(part(changed(paper, plain_headings), "2"))
    assert "H" in {role for role, _ in tagged_words(alone.content)}


def test_an_untagged_paper_is_stood_for_by_a_page_that_leads_to_it() -> None:
    paper = part(untagged("Scanned letter"), "7", original="papers/item-7.pdf", name="item 7.pdf")
    pack = merged(part(publication(), "6"), paper, options=PackOptions(contact="the Board Secretary"))
    assert pack.conforms
    assert rules(pack) == ["pack-slip-page"]
    assert pack.findings[0].where == "item 7.pdf"
    [slip] = [at for at, page in enumerate(pack.layout.pages) if page.kind is PageKind.SLIP]
    texts = read_pdf_texts(pack.content)
    assert "Agenda item 7: Scanned letter" in texts.pages[slip]
    assert "2 pages" in texts.pages[slip]
    assert "the Board Secretary" in texts.pages[slip]
    assert "Scanned letter, page 1" not in " ".join(texts.pages)
    with open_pack(pack) as pdf:
        addresses = [str(link.A.URI) for link in pdf.pages[slip].obj.Annots if Name.A in link]
    assert addresses == ["papers/item-7.pdf"]


def test_untagged_pages_go_in_on_request_and_the_pack_claims_nothing() -> None:
    options = PackOptions(include_untagged=True)
    pack = merged(part(untagged(), "7"), part(publication(), "8"), options=options)
    assert not pack.conforms
    assert rules(pack) == ["pack-untagged-part", "pack-claims-nothing"]
    assert "Scanned letter, page 2" in read_pdf_texts(pack.content).pages[1]
    assert [title for title, _ in words_by_part(pack.content)] == ["Performance report"]
    assert structure_faults(pack.content) == []
    assert b"pdfuaid:part>" not in pack.content


def test_a_paper_that_claims_nothing_takes_the_claim_from_the_pack() -> None:
    def disclaim(pdf: Pdf) -> None:
        del pdf.Root.Metadata

    pack = merged(part(publication(), "1"), part(changed(publication("Budget"), disclaim), "2", name="budget.pdf"))
    assert not pack.conforms
    assert "budget.pdf" in pack.findings[-1].message
    assert not merged(part(publication(), "1"), claim_conformance=False).conforms


def test_what_acts_by_itself_is_taken_out() -> None:
    pack = merged(part(changed(publication(), scripted), "1"))
    assert pack.conforms
    with open_pack(pack) as pdf:
        written = b"".join(entry.unparse(resolved=True) for entry in pdf.objects if isinstance(entry, Dictionary))
    for word in (b"/JavaScript", b"/JS ", b"/Launch", b"/OpenAction", b"/AA "):
        assert word not in written


def test_attachments_stay_outside() -> None:
    pack = merged(part(changed(publication(), with_attachment), "1"))
    with open_pack(pack) as pdf:
        assert len(pdf.attachments) == 0
    assert not any("salaries" in text for _, text in read_pdf_texts(pack.content).strings)


def test_a_form_shows_what_was_filled_in_and_says_so_to_a_screen_reader() -> None:
    pack = merged(part(changed(publication(), with_form), "1"))
    assert structure_faults(pack.content) == []
    [(_, found)] = words_by_part(pack.content)
    assert ("Form", "Part") in found
    with open_pack(pack) as pdf:
        forms = [entry for entry in pdf.objects if isinstance(entry, Dictionary) and entry.get(Name.S) == Name.Form]
        described = {(str(form.A.Role), str(form.A.get(Name.checked)), str(form.A.Desc)) for form in forms}
        assert described == {("/tv", "None", "Your name"), ("/cb", "/on", "I agree")}
        assert Name.AcroForm not in pdf.Root


def test_words_that_a_field_holds_but_does_not_show_are_reported() -> None:
    def hide(pdf: Pdf) -> None:
        del pdf.Root.AcroForm.Fields[0].AP

    pack = merged(part(changed(publication(), with_form, hide), "1"))
    assert rules(pack) == ["pack-field-not-shown"]
    assert "Your name on page 1" in pack.findings[0].message
    assert structure_faults(pack.content) == []


def test_a_signed_paper_goes_in_without_its_stamp_where_asked() -> None:
    pack = merged(part(changed(publication(), signed), "1", stamped=False), part(publication("Budget"), "2"))
    with open_pack(pack) as pdf:
        assert not any(words == "Page 1" for words in artifact_words(pdf, 0))
        assert str(pdf.pages[0].label) == "1"


def test_layers_keep_what_they_hide() -> None:
    pack = merged(part(changed(publication(), with_layers), "1"), part(changed(publication("B"), with_layers), "2"))
    with open_pack(pack) as pdf:
        optional = pdf.Root.OCProperties
        assert [str(group.Name) for group in optional.OCGs] == ["Map", "Draft notes"] * 2
        assert [str(group.Name) for group in optional.D.OFF] == ["Draft notes"] * 2
        drawn = pdf.pages[pack.layout.pages_of_part(1).start].obj.Resources.Properties.Hidden
        assert drawn.objgen == optional.OCGs[3].objgen


def test_device_cmyk_keeps_its_meaning_beside_rgb() -> None:
    def in_cmyk(pdf: Pdf) -> None:
        profile = pdf.make_stream(b"profile of a press", N=4)
        pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=profile)])

    pack = merged(part(changed(publication(), in_cmyk), "1"), part(publication("Budget"), "2"))
    with open_pack(pack) as pdf:
        assert len(pdf.Root.OutputIntents) == 1
        space = pdf.pages[0].obj.Resources.ColorSpace.DefaultCMYK
        assert (str(space[0]), space[1].read_bytes()) == ("/ICCBased", b"profile of a press")
        assert Name.ColorSpace not in pdf.pages[-1].obj.Resources


def test_a_page_that_leaves_its_state_open_is_closed_off() -> None:
    pack = merged(part(changed(publication(), unbalanced), "1", name="odd.pdf"))
    assert rules(pack) == ["pack-unbalanced-page"]
    assert pack.findings[0].where == "odd.pdf"
    with open_pack(pack) as pdf:
        assert "Page 1" in artifact_words(pdf, 0)
        operators = [str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0])]
    assert operators.count("q") == operators.count("Q")
    assert operators.count("BDC") + operators.count("BMC") == operators.count("EMC")


def test_what_two_papers_share_is_stored_once() -> None:
    paper = part(publication(), "1")
    one, two = merged(paper), merged(paper, paper)
    assert two.saved > 8_000
    assert len(two.content) < 1.5 * len(one.content)


def test_what_fonts_cost_is_told() -> None:
    papers = [part(publication(title), title) for title in ("Budget", "Zoo: quay, jazz, exit")]
    one, two = merged(papers[0]).fonts, merged(*papers).fonts
    assert one.repeated == 0
    assert one.total < two.total
    # Two subsets of each face; the smaller of each is what both papers bring.
    assert two.total / 3 < two.repeated < two.total / 2


def test_a_pack_that_is_too_large_names_its_largest_parts() -> None:
    pack = merged(part(publication(), "1", name="large.pdf"), options=PackOptions(most_megabytes=0.001))
    assert rules(pack) == ["pack-too-large"]
    assert "large.pdf" in pack.findings[0].hint


@pytest.mark.parametrize("content", [publication()[:3000], b"%PDF-1.7 and nothing more"])
def test_a_damaged_part_is_an_error_that_names_it(content: bytes) -> None:
    good = part(publication(), "1")
    damaged = PackPart(good.facts, content, "Damaged", "1")
    with pytest.raises(InputError) as stopped:
        merged(damaged)
    assert stopped.value.where == "item-1.pdf"


def nest(pdf: Pdf) -> None:
    above = pdf.Root.StructTreeRoot.K[0]
    for _ in range(6_000):
        inner = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=above))
        add_kid(above, inner)
        above = inner


def test_tags_without_end_are_an_error_and_no_crash() -> None:
    with pytest.raises(InputError) as stopped:
        merged(part(changed(publication(), nest), "1"))
    assert stopped.value.rule == "pack-broken-part"


def test_a_pack_of_nothing_is_refused() -> None:
    with pytest.raises(InputError) as stopped:
        merged()
    assert stopped.value.rule == "pack-empty"


def test_a_file_that_could_not_be_read_is_refused() -> None:
    with pytest.raises(InputError) as stopped:
        merged(part(b"no PDF", "1"))
    assert (stopped.value.rule, stopped.value.where) == ("pack-broken-part", "item-1.pdf")


def test_a_file_that_has_other_pages_by_now_is_refused() -> None:
    counted = part(publication(), "1")
    with pytest.raises(InputError) as stopped:
        merged(replace(counted, content=changed(publication(), lambda pdf: pdf.pages.append(pdf.pages[0]))))
    assert (stopped.value.rule, stopped.value.where) == ("pack-changed-part", "item-1.pdf")


def test_content_that_unpacks_to_very_much_is_not_looked_through() -> None:
    def swell(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q Q " * 3_000_000)

    pack = merged(part(changed(publication(), swell), "1"))
    with open_pack(pack) as pdf:
        assert len(pdf.pages[0].obj.Contents) == 3


def test_a_paper_that_forbids_changes_is_merged_with_its_text() -> None:
    locked = changed(publication(), encryption=pikepdf.Encryption(owner="secret", user=""))
    pack = merged(part(locked, "1"))
    with open_pack(pack) as pdf:
        assert not pdf.is_encrypted
    assert words_by_part(pack.content)[0][1] == tagged_words(publication())


@settings(max_examples=50, derandomize=True)
@given(st.sampled_from([publication(), GNARLED]), st.floats(0, 1), st.binary(min_size=1, max_size=40))
def test_garbled_papers_make_a_pack_or_an_error_that_names_them(content: bytes, share: float, noise: bytes) -> None:
    at = int(share * len(content))
    facts, _ = read_pdf(content[:at] + noise + content[at + len(noise) :], name="garbled.pdf")
    if not (facts.readable and facts.pages):
        return
    garbled = PackPart(facts, content[:at] + noise + content[at + len(noise) :], "Garbled", "1")
    blamed, pack = "", None
    try:
        pack = merged(garbled, part(publication("Budget"), "2"))
    except InputError as stopped:
        blamed = stopped.where
    if pack is None:
        assert blamed == "garbled.pdf"
    else:
        with open_pack(pack) as pdf:
            assert len(pdf.pages) == len(pack.layout.pages)


def test_nothing_makes_no_pack() -> None:
    with pytest.raises(InputError):
        merged()


SORTS = {
    "plain": publication(),
    "long": publication("Budget", 9),
    "form": changed(publication("Form"), with_form),
    "identified": changed(publication("Table"), with_identifiers),
    "roles": changed(publication("Roles"), with_roles("/Kop", "/H2")),
    "other roles": changed(publication("Other roles"), with_roles("/Kop", "/P")),
    "sections": changed(publication("Sections"), plain_headings),
    "layers": changed(publication("Layers"), with_layers),
    "untagged": untagged(),
}


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    st.lists(st.sampled_from(sorted(SORTS)), min_size=1, max_size=5),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(FrontNumbering),
)
def test_any_sequence_of_papers_makes_one_sound_document(
    sorts: list[str], dividers: bool, both: bool, untagged_too: bool, numbering: FrontNumbering
) -> None:
    options = PackOptions(PackStamps(), 1, numbering, dividers, both, untagged_too)
    parts = [part(SORTS[sort], str(item)) for item, sort in enumerate(sorts, 1)]
    pack = merged(*parts, front=part(publication("Agenda", 1)), options=options)
    assert structure_faults(pack.content) == []
    with open_pack(pack) as pdf:
        assert len(pdf.pages) == len(pack.layout.pages)
        for at, (page, facts) in enumerate(zip(pdf.pages, pack.layout.pages, strict=True)):
            assert str(page.label) == facts.label
            assert f"Page {facts.label}" in artifact_words(pdf, at)
    for one in parts:
        if one.facts.tagged:
            assert structure_words(one) <= {text for _, text in tagged_words(pack.content)}


def structure_words(one: PackPart) -> set[str]:
    return {text for role, text in tagged_words(one.content)}
