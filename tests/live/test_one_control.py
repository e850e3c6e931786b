"""One control of an edited paper at a time: whose figure it holds, what it says, where it stands, and how it is
rewritten."""

from collections.abc import Sequence

import pytest

from boardpaper.live.bindings import SHARED, data_binding, value_key
from boardpaper.live.decisions import Decision, Said, decide
from boardpaper.live.found import (
    TRACKING_AUTHOR,
    LiveFigure,
    known_figures,
    place_of,
    read_bound,
    read_cell,
    read_figures,
    same_words,
)
from boardpaper.live.rewriting import (
    Revisions,
    bind,
    replace_words,
    run_properties_of,
    tag_again,
    track_words,
    unbind,
)
from boardpaper.live.struck import forget_struck
from boardpaper.model.refresh import Choices, Outcome
from boardpaper.ooxml.names import W
from boardpaper.ooxml.splicing import Splicer, open_splicer
from boardpaper.ooxml.wordml import text_run
from tests.support.word_papers import package_of

TAG = "homicide.value"
KNOWN = known_figures(
    {TAG: "53", "homicide.change": "up"},
    {value_key(TAG): TAG, value_key("homicide.change"): "homicide.change"},
    [("Homicides", TAG), ("Change", "homicide.change"), ("Twice", TAG), ("Twice", "homicide.change")],
)
INSERTED = '<w:ins w:id="5" w:author="{}">{}</w:ins>'
STRUCK = '<w:del w:id="6" w:author="{}"><w:r><w:delText>{}</w:delText></w:r></w:del>'


DOCUMENT = "word/document.xml"


def part(body: str, kind: str = "") -> Splicer:
    xml = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}</w:body></w:document>'
    return open_splicer(package_of({DOCUMENT: xml.encode()}), DOCUMENT, kind)


def control(content: str = text_run("53"), properties: str | None = None) -> str:
    named = f'<w:alias w:val="Homicides"/><w:tag w:val="{TAG}"/><w:id w:val="7"/><w:text/>'
    inside = named if properties is None else properties
    return f"<w:p><w:sdt><w:sdtPr>{inside}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt></w:p>"


def figures(body: str, others: Sequence[str] = ()) -> list[LiveFigure]:
    return read_figures(part(body), KNOWN, frozenset(others))


def one(content: str = text_run("53"), properties: str | None = None) -> LiveFigure:
    (figure,) = figures(control(content, properties))
    return figure


def body_after(figure: LiveFigure) -> str:
    xml = figure.control.splicer.result().decode()
    open_splicer(package_of({DOCUMENT: xml.encode()}), DOCUMENT)
    return xml[xml.index("<w:sdtContent>") + 14 : xml.index("</w:sdtContent>")]


def properties_after(figure: LiveFigure) -> str:
    xml = figure.control.splicer.result().decode()
    return xml[xml.index("<w:sdtPr>") + 9 : xml.index("</w:sdtPr>")]


# Whose figure a control holds


@pytest.mark.parametrize(
    ("properties", "tag", "by"),
    [
        (f'<w:tag w:val="{TAG}"/>', TAG, "tag"),
        ('<w:tag w:val="burglary.value"/>', "burglary.value", "tag"),
        (data_binding(TAG), TAG, "binding"),
        (f'<w:tag w:val="something of an add-in"/>{data_binding(TAG)}', TAG, "binding"),
        ('<w:alias w:val="Homicides"/>', TAG, "title"),
    ],
)
def test_a_control_is_known_by_its_tag_its_binding_or_its_title(properties: str, tag: str, by: str) -> None:
    figure = one(properties=properties)
    assert (figure.tag, figure.by, figure.strange) == (tag, by, "")


@pytest.mark.parametrize(
    "properties",
    [
        '<w:id w:val="5"/>',
        '<w:tag w:val="source:1"/>',
        f'<w:tag w:val="source:1"/>{data_binding(TAG)}',
        '<w:tag w:val="something of an add-in"/>',
        '<w:alias w:val="Nobody knows"/>',
        '<w:alias w:val="Twice"/>',
        '<w:alias w:val="Homicides"/><w:tag w:val="something of an add-in"/>',
        data_binding(TAG).replace("b:values", "b:others"),
        data_binding(TAG).replace("6FB1C927", "00000000").replace("urn:boardpaper:values:1", "urn:else"),
    ],
)
def test_other_controls_hold_no_figure(properties: str) -> None:
    assert figures(control(properties=properties)) == []


def test_a_title_alone_is_not_enough_where_the_words_are_others() -> None:
    assert figures(control(text_run("54"), '<w:alias w:val="Homicides"/>')) == []


def test_a_control_of_a_block_holds_no_figure() -> None:
    assert figures(control(), others=[TAG]) == []


def test_a_control_without_properties_or_content_holds_no_figure() -> None:
    assert figures("<w:sdt><w:sdtContent/></w:sdt>") == []
    assert figures(f'<w:sdt><w:sdtPr><w:tag w:val="{TAG}"/></w:sdtPr></w:sdt>') == []


@pytest.mark.parametrize("lost", ['w:storeItemID="{6FB1C927-164A-5254-8CD2-CB314BD91EE0}"', "urn:boardpaper:values:1"])
def test_a_binding_is_known_by_its_store_or_its_namespace(lost: str) -> None:
    assert one(properties=data_binding(TAG).replace(lost, "")).by == "binding"
    assert one(properties=data_binding(TAG).replace("6FB1C927", "6fb1c927")).by == "binding"


def test_a_tag_and_a_binding_of_two_figures_are_strange() -> None:
    figure = one(properties=f'<w:tag w:val="{TAG}"/>{data_binding("homicide.change")}')
    assert (figure.tag, figure.strange) == (TAG, "its tag says “homicide.value” and its binding “homicide.change”")


# What it says


@pytest.mark.parametrize(
    ("content", "text", "original"),
    [
        (text_run("5") + text_run("3"), "53", "53"),
        ("<w:r><w:t>5</w:t><w:tab/><w:t>3</w:t><w:br/></w:r>", "5 3 ", "5 3 "),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>", "5\u20113", "5\u20113"),
        (INSERTED.format("A", text_run("54")) + STRUCK.format("A", "53"), "54", "53"),
        (f"<w:moveFrom>{text_run('53')}</w:moveFrom><w:moveTo>{text_run('54')}</w:moveTo>", "54", "53"),
        ("<w:r><w:rPr><w:rStyle/></w:rPr><w:t>53</w:t></w:r><!-- no words -->", "53", "53"),
        (f"<w:p>{text_run('5')}</w:p><w:p>{text_run('3')}</w:p>", "5\n3", "5\n3"),
        ("<w:r><w:t/></w:r>", "", ""),
    ],
)
def test_what_a_reader_sees_and_what_stood_there_before(content: str, text: str, original: str) -> None:
    figure = one(content)
    assert (figure.words.text, figure.words.original) == (text, original)
    assert figure.strange == ""


def test_a_placeholder_says_nothing() -> None:
    figure = one(text_run("Click here"), f'<w:tag w:val="{TAG}"/><w:showingPlcHdr/>')
    assert (figure.placeholder, figure.words.text, figure.words.original) == (True, "", "")
    assert not one().placeholder


@pytest.mark.parametrize(
    ("content", "revised", "own"),
    [
        (text_run("53"), False, False),
        (INSERTED.format("A", text_run("53")), True, False),
        (INSERTED.format(TRACKING_AUTHOR, text_run("53")), True, True),
        (INSERTED.format(TRACKING_AUTHOR, text_run("53")) + STRUCK.format("A", "54"), True, False),
    ],
)
def test_tracked_changes_are_told_with_whose_they_are(content: str, revised: bool, own: bool) -> None:
    figure = one(content)
    assert (figure.revised, figure.own) == (revised, own)


@pytest.mark.parametrize(
    ("body", "deleted"),
    [
        (control(), False),
        (control(STRUCK.format("A", "53")), True),
        (control(STRUCK.format("A", "53") + INSERTED.format("A", text_run("5"))), False),
        (control("<w:r><w:t/></w:r>"), False),
        (control(STRUCK.format("A", " ")), False),
        (control().replace("<w:sdt>", "<w:del><w:sdt>").replace("</w:sdt>", "</w:sdt></w:del>"), True),
        (control().replace("<w:sdt>", "<w:moveFrom><w:sdt>").replace("</w:sdt>", "</w:sdt></w:moveFrom>"), True),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{control()}</w:tc></w:tr></w:tbl>", True),
        (f"<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>{control()}</w:tc></w:tr></w:tbl>", False),
    ],
)
def test_a_deletion_may_be_around_inside_or_of_the_row(body: str, deleted: bool) -> None:
    (figure,) = figures(body)
    assert figure.deleted == deleted


def test_what_is_no_words_is_strange() -> None:
    for what in ("drawing", "pict", "object", "sym", "fldChar", "instrText"):
        assert one(f"<w:r><w:t>53</w:t><w:{what}/></w:r>").strange == "it holds more than words"
    inner = control(properties='<w:tag w:val="homicide.change"/>').removeprefix("<w:p>").removesuffix("</w:p>")
    outer, inside = figures(control(inner))
    assert (outer.strange, inside.strange) == ("it holds another figure", "")


def test_the_copy_of_a_text_box_is_told() -> None:
    fallback = '<mc:Fallback xmlns:mc="urn:mc">{}</mc:Fallback>'
    assert [figure.repeated for figure in figures(control() + fallback.format(control()))] == [False, True]


def test_bound_controls_give_their_words_by_key() -> None:
    struck = control(STRUCK.format("A", "52"), data_binding(TAG))
    splicer = part(control(properties=data_binding(TAG)) + control() + struck)
    key = value_key(TAG)
    assert list(read_bound(splicer, {key})) == [(key, "53"), (key, "52")]
    assert list(read_bound(splicer, {"f0"})) == []


def test_a_cell_is_read_as_a_control_is() -> None:
    splicer = part(
        f"<w:tbl><w:tr><w:tc><w:tcPr/><w:p>{text_run('5')}</w:p><w:p>{text_run('3')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert read_cell(splicer, next(splicer.root.iter(f"{W}tc"))).words.text == "5\n3"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("5 3", " 5\u00a0 3\n", True),
        ("one-fold", "one\u2011fold", True),
        ("one\u00adfold", "onefold", True),
        ("53", "5 3", False),
        ("one-fold", "onefold", False),
    ],
)
def test_spaces_and_hyphens_of_another_kind_are_the_same_words(first: str, second: str, same: bool) -> None:
    assert same_words(first, second) == same


# Where it stands


def test_a_place_is_a_paragraphs_number_and_first_words() -> None:
    splicer = part(f"<w:p>{text_run('There were ')}{text_run('53')}</w:p>")
    paragraph = next(splicer.root.iter(f"{W}p"))
    assert place_of(paragraph[0], splicer) == "“There were 53”"
    splicer.numbers = {paragraph: "2"}
    assert place_of(paragraph[0], splicer) == "paragraph 2, “There were 53”"
    assert place_of(splicer.root[0], splicer) == "paragraph 2, “There were 53”"


@pytest.mark.parametrize(("count", "end"), [(10, "w"), (11, "w…")])
def test_no_more_than_ten_words_are_told(count: int, end: str) -> None:
    splicer = part(f"<w:p>{text_run(' '.join('w' * count))}</w:p>")
    assert place_of(splicer.root[0][0][0], splicer) == f"“{'w ' * 9}{end}”"


def test_words_with_a_break_between_are_two() -> None:
    splicer = part("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>")
    assert place_of(splicer.root[0][0][0], splicer) == "“one two”"


def test_a_place_in_a_table_is_its_row() -> None:
    cells = "".join(f"<w:tc><w:p>{text_run(words)}</w:p></w:tc>" for words in ("Homicide", "53"))
    splicer = part(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert place_of(list(splicer.root.iter(f"{W}t"))[1], splicer) == "row “Homicide”"


@pytest.mark.parametrize(
    ("kind", "story"),
    [("header", "the header, "), ("footer", "the footer, "), ("footnotes", "the footnotes, "), ("", "")],
)
def test_a_place_outside_the_body_names_its_part(kind: str, story: str) -> None:
    splicer = part(f"<w:p>{text_run('53')}</w:p>", kind)
    assert place_of(splicer.root[0][0][0], splicer) == f"{story}“53”"


# How it is rewritten

GONE = STRUCK.format("A", "5")


@pytest.mark.parametrize(
    ("content", "shown", "after"),
    [
        ("<w:r><w:t>53</w:t></w:r>", "50", "<w:r><w:t>50</w:t></w:r>"),
        ("<w:r><w:t> 53 </w:t></w:r>", " 50 ", '<w:r><w:t xml:space="preserve"> 50 </w:t></w:r>'),
        (
            '<w:r><w:t xml:space="preserve"> 53</w:t></w:r>',
            " 50",
            '<w:r><w:t xml:space="preserve"> 50</w:t></w:r>',
        ),
        ("<w:r><w:t>5</w:t></w:r><w:r><w:t>3</w:t></w:r>", "50", "<w:r><w:t>50</w:t></w:r>"),
        (
            "<w:r><w:t>5</w:t></w:r><w:r><w:rPr/><w:t>3 </w:t></w:r>",
            "50 ",
            '<w:r><w:t>50</w:t></w:r><w:r><w:rPr/><w:t xml:space="preserve"> </w:t></w:r>',
        ),
        (
            "<w:r><w:t> </w:t></w:r><w:r><w:t>5</w:t><w:tab/></w:r><w:r><w:t>4</w:t></w:r><w:r><w:t>3</w:t></w:r>",
            " 50",
            "<w:r><w:t> </w:t></w:r><w:r><w:t>50</w:t><w:tab/></w:r>",
        ),
        (
            "<w:r><w:t>5</w:t></w:r><w:r><w:t>3</w:t><w:footnoteReference/></w:r>",
            "50",
            "<w:r><w:t>50</w:t></w:r><w:r><w:footnoteReference/></w:r>",
        ),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>", "50", "<w:r><w:t>50</w:t></w:r>"),
        (f"<w:r><w:t>53</w:t></w:r>{GONE}", "50", f"<w:r><w:t>50</w:t></w:r>{GONE}"),
    ],
)  # fmt: skip
def test_new_words_stand_in_the_place_of_the_old(content: str, shown: str, after: str) -> None:
    figure = one(content)
    assert replace_words(figure, "50") == shown
    assert body_after(figure) == after


def test_new_words_may_hold_what_xml_marks() -> None:
    figure = one()
    replace_words(figure, "<50 & “é”>")
    assert "&lt;50 &amp; &#8220;&#233;&#8221;&gt;" in body_after(figure)


@pytest.mark.parametrize(
    ("content", "after"),
    [
        ("<w:p><w:pPr/></w:p>", "<w:p><w:pPr/>{}</w:p>"),
        ("<w:r><w:t>Click here</w:t></w:r>", "{}"),
    ],
)
def test_an_emptied_control_is_filled_in_the_formatting_that_it_keeps(content: str, after: str) -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    figure = one(content, f'{bold}<w:tag w:val="{TAG}"/><w:showingPlcHdr/>')
    assert replace_words(figure, "50") == "50"
    assert body_after(figure) == after.format(text_run("50", bold))
    assert "showingPlcHdr" not in properties_after(figure)


def test_words_are_struck_out_and_inserted_with_ids_of_their_own() -> None:
    figure = one('<w:r><w:rPr><w:b/><w:ins/></w:rPr><w:t>5</w:t></w:r><w:r><w:t xml:space="preserve">3 </w:t></w:r>')
    assert track_words(figure, "50", Revisions("2022-05-04T09:00:00Z", 41))
    opening = '<w:{} w:id="{}" w:author="boardpaper" w:date="2022-05-04T09:00:00Z">'
    inserted = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">50 </w:t></w:r></w:ins>'
    assert body_after(figure) == (
        f"{opening.format('del', 41)}<w:r><w:rPr><w:b/><w:ins/></w:rPr><w:delText>5</w:delText></w:r></w:del>"
        f"{opening.format('ins', 43)}{inserted}"
        f'{opening.format("del", 42)}<w:r><w:delText xml:space="preserve">3 </w:delText></w:r></w:del>'
    )


def test_a_tracked_change_may_have_no_date_and_no_new_words() -> None:
    figure = one()
    assert track_words(figure, "", Revisions("", 41))
    assert body_after(figure) == (
        '<w:del w:id="41" w:author="boardpaper"><w:r><w:delText xml:space="preserve">53</w:delText></w:r></w:del>'
    )


@pytest.mark.parametrize("content", ["<w:r><w:t>53</w:t><w:footnoteReference/></w:r>", "<w:r><w:t/></w:r>"])
def test_what_cannot_be_struck_out_is_left(content: str) -> None:
    figure = one(content)
    assert not track_words(figure, "50", Revisions("", 41))
    assert not figure.control.splicer.changed


def test_new_words_come_after_the_insertion_that_the_old_stand_in() -> None:
    figure = one(INSERTED.format("A", "<w:r><w:t>53</w:t></w:r>"))
    assert track_words(figure, "50", Revisions("", 41))
    struck = '<w:del w:id="41" w:author="boardpaper"><w:r><w:delText>53</w:delText></w:r></w:del>'
    assert body_after(figure).startswith(f'{INSERTED.format("A", struck)}<w:ins w:id="42"')


OWN = STRUCK.format(TRACKING_AUTHOR, "53") + INSERTED.format(TRACKING_AUTHOR, "<w:r><w:t>52</w:t></w:r>")


def test_an_earlier_change_of_its_own_is_brought_up_to_date_or_taken_back() -> None:
    figure = one(OWN)
    assert track_words(figure, "50", Revisions("", 41))
    assert body_after(figure) == OWN.replace("52", "50")
    figure = one(OWN)
    assert track_words(figure, "53", Revisions("", 41))
    assert body_after(figure) == "<w:r><w:t>53</w:t></w:r>"


def test_what_is_struck_out_is_forgotten_whoever_did() -> None:
    figure = one(OWN + STRUCK.format("A", "51"))
    assert forget_struck(figure)
    assert body_after(figure) == OWN.removeprefix(STRUCK.format(TRACKING_AUTHOR, "53"))


def test_a_figure_that_is_struck_out_as_a_whole_holds_no_number_any_more() -> None:
    figure = one(STRUCK.format("A", "5") + STRUCK.format("B", "1"))
    assert forget_struck(figure)
    assert body_after(figure) == STRUCK.format("A", "[c]") + STRUCK.format("B", "")
    assert not forget_struck(one(STRUCK.format("A", "[c]")))
    assert not forget_struck(one(text_run("51")))


def test_formatting_is_taken_without_its_tracked_changes() -> None:
    splicer = part("<w:r><w:rPr><w:b/><!-- --><w:ins/><w:rPrChange/></w:rPr></w:r><w:r><w:rPr><w:del/></w:rPr></w:r>")
    body = splicer.root[0]
    assert run_properties_of(splicer, body[0]) == "<w:rPr><w:b/></w:rPr>"
    assert run_properties_of(splicer, body[1]) == run_properties_of(splicer, None) == ""


NAMED = f'<w:alias w:val="Homicides"/><w:tag w:val="{TAG}"/><w:id w:val="7"/>'


@pytest.mark.parametrize(
    ("before", "bound", "after"),
    [
        (f"{NAMED}<w:text/>", True, f"{NAMED}{data_binding(TAG)}<w:text/>"),
        (NAMED, True, f"{NAMED}{data_binding(TAG)}<w:text/>"),
        (f"{NAMED}<w:date/>", False, f"{NAMED}<w:date/>"),
        (f"{NAMED}{data_binding(TAG)}<w:text/>", False, f"{NAMED}{data_binding(TAG)}<w:text/>"),
    ],
)
def test_a_control_of_text_is_bound_where_it_is_not(before: str, bound: bool, after: str) -> None:
    figure = one(properties=before)
    assert bind(figure, SHARED) == bound
    assert properties_after(figure) == after


@pytest.mark.parametrize(("tracked", "after"), [(False, f"{NAMED}<w:text/>"), (True, NAMED)])
def test_a_control_is_unbound_and_is_no_plain_text_where_it_is_tracked(tracked: bool, after: str) -> None:
    figure = one(properties=f"{NAMED}{data_binding(TAG)}<w:text/>")
    unbind(figure, tracked=tracked)
    assert properties_after(figure) == after


NEW, BOUND = f'<w:tag w:val="{TAG}"/>', data_binding(TAG)


@pytest.mark.parametrize(
    ("before", "tagged", "after"),
    [
        (NAMED, False, NAMED),
        (f'<w:rPr/><w:alias w:val="A"/>{BOUND}', True, f'<w:rPr/><w:alias w:val="A"/>{NEW}{BOUND}'),
        (f"<w:rPr/>{BOUND}", True, f"<w:rPr/>{NEW}{BOUND}"),
        (BOUND, True, f"{BOUND}{NEW}"),
    ],
)
def test_a_tag_is_put_back_in_its_place(before: str, tagged: bool, after: str) -> None:
    figure = one(properties=before)
    assert tag_again(figure) == tagged
    assert properties_after(figure) == after


# What becomes of it

NO_CHOICE = Choices()
DELETED = "it stands in a tracked deletion"


@pytest.mark.parametrize(
    ("text", "generated", "now", "choices", "outcome", "words"),
    [
        ("53", "53", "53", NO_CHOICE, None, None),
        ("53", "53", "50", NO_CHOICE, Outcome.CHANGED, "50"),
        ("53", "53", None, NO_CHOICE, Outcome.LEFT, None),
        ("50", "53", "50", NO_CHOICE, Outcome.AGREED, None),
        ("51", "53", "50", NO_CHOICE, Outcome.KEPT, None),
        ("51", "53", "53", NO_CHOICE, Outcome.KEPT, None),
        ("51", "53", "50", Choices(take=frozenset({TAG})), Outcome.TAKEN, "50"),
        ("51", "53", "50", Choices(take_all=True), Outcome.TAKEN, "50"),
        ("51", "53", "50", Choices(take_all=True, keep=frozenset({TAG})), Outcome.KEPT, None),
        ("53", None, "53", NO_CHOICE, None, None),
        ("51", None, "53", NO_CHOICE, Outcome.LEFT, None),
        ("51", None, "53", Choices(take_all=True), Outcome.LEFT, None),
        ("51", None, "53", Choices(take=frozenset({TAG})), Outcome.TAKEN, "53"),
    ],
)
def test_three_texts_decide(
    text: str, generated: str | None, now: str | None, choices: Choices, outcome: Outcome | None, words: str | None
) -> None:
    decision = decide(one(text_run(text)), Said(TAG, generated, now, "why"), choices)
    assert (decision and decision.outcome, decision and decision.words) == (outcome, words)
    if now is None:
        assert decision == Decision(Outcome.LEFT, note="why")


@pytest.mark.parametrize(
    ("choices", "note"),
    [
        (NO_CHOICE, ""),
        (Choices(keep=frozenset({TAG})), "kept as asked"),
        (Choices(keep_all=True), "kept as asked"),
        (Choices(keep_all=True, take=frozenset({"other"})), "kept as asked"),
    ],
)
def test_what_is_kept_by_choice_is_no_conflict(choices: Choices, note: str) -> None:
    assert decide(one(text_run("51")), Said(TAG, "53", "50"), choices) == Decision(Outcome.KEPT, note=note)


@pytest.mark.parametrize(
    ("generated", "now", "decision"),
    [
        ("53", "53", None),
        ("53", "50", Decision(Outcome.LEFT, note=DELETED)),
        (None, "50", Decision(Outcome.LEFT, note=DELETED)),
        ("53", None, Decision(Outcome.LEFT, note=DELETED)),
    ],
)
def test_a_deleted_figure_is_told_where_it_is_old(generated: str | None, now: str | None, decision: object) -> None:
    assert decide(one(STRUCK.format("A", "53")), Said(TAG, generated, now), NO_CHOICE) == decision


def test_a_strange_control_is_told_whatever_it_says() -> None:
    figure = one("<w:r><w:t>53</w:t><w:drawing/></w:r>")
    assert decide(figure, Said(TAG, "53", "53"), NO_CHOICE) == Decision(Outcome.LEFT, note="it holds more than words")
