"""Markdown with all that is made of it and said of it, as kept texts: what is typed, the prose, the findings."""

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper.sources.narrative.markdown.reader import MAX_BYTES, read_markdown
from tests.support.markdown_reading import NAME, read, told_prose
from tests.support.told import told

PNG = b"\x89PNG\r\n\x1a\n" + b"rest"
JPEG = b"\xff\xd8\xff" + b"rest"

TEXTS = {
    "words": (
        "Plain **bold _both_** *italic*\\\nnext  \nlast {{a.value}} **{{ b.value }}**\tend.",
        "One\ntwo **[22]{source=\"Force\n Tasking\"}** _[4 \\* 5]{source='x &amp; y'}_\n{.unnumbered}",
        "[a **b**\nc {{d.value}}](https://x.org) {{e.value}} <https://y.org> [f][g]\n\n[g]: #mark\n",
        "AT&amp;T &pound;5 \\* “smart” 'plain' a_b_c 5 < 6 [x] (y) }  {z} a{1}",
        "`{{code}}` and ~~struck~~ and <br> and <b\n  class='x'>bold</b>",
        'a ![b **c** ![d](e.png)\nf](g.png "t") h',
        "a\x07b\x7f &#0; \ufffd c\ufffe",
        "5*3*2 = 30 a*3*2 5*3*b 5**3**2 **5**3",
        "a\n5*3*2\\\n6*7*8",
        "~~a\nb~~ c",
        "` `",
        "a^[b] c[^d e] f](g h [i](j k [l][m] n]{o **p",
        "{.unnumbered}",
        "a {.unnumbered} b\n\nc \\{.unnumbered}",
        " ",
    ),
    "figures": (
        "{{a.value}}{{b.value}} {{ c\n.value }}\n{{d.value}}",
        "a {{b {{c.d}} e",
        "a {{ }} {{}} }} b {{",
        "a {% b %} {# c #} {% d",
        "{.wide} {#id} {a=b} {a: b} { .c } {1}",
        "[]{source='x'} [22]{source=' '} [22]{source=x",
        '[**22**]{source="x"} [2\\*2]{source="x"} [`2`]{source="x"} [{{a.b}}]{source="x"}',
        "[a\n{{b.c}}]{source=“x y”} {{d.e}} [2]{source=‘z’}\n[3]{ source = „q“ }",
        "a {{chart:b}} c {{graph:d}} {{ scorecard : all }}",
        "{{chart:a}}\n{{scorecard:b c}}\n\n{{graph:x}}\n\n- {{chart:y}}",
        "{{chart:a}}\n![Words](../a.png)\n{{scorecard:b}}",
        "{% " + "x" * 60 + " %}",
        "{{" + "a" * 198 + "}} {{" + "a" * 199 + "}}",
        "[" + "1" * 200 + "]{source='x'} [" + "1" * 201 + "]{source='x'}",
        "[1]{source='" + "x" * 1000 + "'} [1]{source='" + "x" * 1001 + "'}",
    ),
    "links": (
        "[a](javascript:b) [c](page.html) [d](file:///e) [f](data:x,y) [g](mailto:h) [i](#j) [k](http://l) [m](https:///n)",
        "[a](https://x.org/{{c.d}}) [b](https://x.org/%7b%7Bc}})",
        "a [](https://x.org) [ ](https://y.org) b",
        '[a](https://x.org "t") [a  \nb\\\nc](https://x.org)',
        "[a](<https://x y>) [b](#) [c](mailto:)",
        "[a]\n\n[a]: https://x.org\n[a]: https://y.org\n[B]: https://z.org\n[c]: https://w.org\n\n[A] [b]\n",
        "**[a](https://x.org)** [b *c*](https://x.org){.x} [" + "d" * 3 + "](" + "e" * 80 + ")",
        "a <mailto:b@c.org> <d@e.org> <f:g>",
    ),
    "notes": (
        "One[^1] two[^b].\n\n[^1]: First *note*.\n[^b]: Second {{a.value}}.\n\n    More\\\n    lines.\n\nThree[^1].\n",
        "a[^1]\n\n[^1]: c\n[^1]: d\n\n[^2]: e",
        "a[^1][^3]\n\n[^1]:\n",
        "a[^1]\n\n[^1]: b[^2]\n[^2]: c",
        "a[^1]\n\n[^1]: b\n    - c\n\n    > d\n",
        "[a[^1]](https://x.org)\n\n[^1]: b",
        "*a*[^" + "x" * 200 + "] [^" + "x" * 201 + "]",
        "x\n\ny[^é].\n\n- z[^w]\n\n[^é]: {{chart:a}}\n[^w]: {.unnumbered}\n",
    ),
    "headings": (
        "# Part\n\n## A\n\n#### B\n\n### C\n\n###### D\n",
        "### A\n",
        "##\n\n## {{a.b}}\n\n## {{c\n",
        "##A\n\n#A\n\n#######A\n\n#2\n",
        "A\n===\n\nB\n---\n\n- ## c\n",
        "## *a* **b** `c`\n\n## " + "d" * 5 + " ##\n",
    ),
    "tables": (
        "| a | **b** | c |\n|:--|--:|:-:|\n| 1 | 2 \\| 3 | {{x.value}} |\n| [l](#m) | | [x] |\n\nafter",
        "|a|b|\n|-|-|\n|1|2|3|\n|1|\nNext.\n",
        "a|b\n-|-\n1|2\n|3|4\n5|6|\n",
        "|a|b|c|\n|-|-|\n|1|2|3|\n",
        "|a|\n|-|\n",
        "| | |\n|-|-|\n|1|2|\n",
        "|{{a.b}}| |\n|-|-|\n|`x`|y|\n",
        "x\n| --- |\n\n--- | ---\n\nx | y\n",
        "- |a|b|\n  |-|-|\n  |1|2|\n",
        "|a|b|\n|-|-|\n||2|\n|1||\n|| |\n",
    ),
    "other-blocks": (
        "a\n\n> b\n> c\n>\n> - d\n\n***\n\n```\ne\n  f\n```\n\n```\n```\n",
        "<div>\nb\n</div>\n\n  <!-- c -->\n\nd <!-- e -->\n",
        "a\n\n    b\n\n\tc\n\n   d\n",
        "a\nb:\n    - c\n    - d\n\ne:\n\t1. f\n\ng:\n    h\n    (i) j\n",
        '![](..\\a.png)\n\n![b\nc](../b.jpg "Source: force")\n![d](../a.png)\n\n![{{e.f}}[^1]](../none.png)\n\n[^1]: g',
        "![a](../../out.png)\n\n![b](/etc/passwd)\n\n![c](https://x.org/a.png)\n\n![d](C:\\a.png)\n\n![e](text.png)\n\n![f](a%00.png)\n"
        "\n![g](sub/../../b%2Ejpg)\n\n![h]()\n\n![i](x:y.png)\n\n![j](a_b:c.png)",
        "---\na: b\n---\n\nc\n",
        "- [ ] a\n- [x] b\n- [X]\n- [y] c\n- [ ]d\n- [ ] e\n\n  f\n- g\n\n  [ ] h\n",
    ),
    "lists": (
        "- one\n\n  more\n- two\n  - deep {.unnumbered}\n\n  still\n\nafter",
        "1. a\n1. b\n1. c\n\nx\n\n7) d\n8) e\n10) f\n12) g\n",
        "2. a\n1. b\n2. c",
        "2022. It was.\n\nx\n\n20. y\n\nx\n\n21. z",
        "- a\n-\n- c\n\n* - d",
        "1. a\n  - b\n2. c\n\nx\n\n10. d\n   - e\n",
        "- a\n      - b\n      c\n- A. d\n  e\n  B. f\n",
        "A. a\nB. b\nD. d\n\n(i) e\n(ii) f\n\n(iv) g\n\nx. h\ny. i\nz. j\n\nz. k\n",
        "The board:\n\nA. one\n\n   more\n\n   (i) inner\n   (ii) inner two\n      - deep\n   (iii) inner three\n\n"
        "B. two\n    1. wide\nC. three\n",
        "As they said:\n\nB. Jones.\n\nAs he said:{.unnumbered}\n\n(1) one\n\nAnd: *\n(i) two\n\nthree:\n\n\n\nI. four",
        "in appendix\nB. one\nC. two\n\nasked to\nA. note\nB. agree\n\n- x\n  in\n  (b) y\n  (c) z\n",
        "A. a\n  b\n c\nB. d\n",
        "x:\n    - " + "y" * 40 + "\n\nA. a\nB. b\nD. " + "z" * 40 + "\n\nE. " + "w" * 40,
        "A. a\n\n b\n\nB. c\n",
        "A. a\n\n  b\n\nB. c\n",
        "A. a\nB. b\n- c\n  A. d\n  B. e\nC. f\n",
        "(9) a\n(10) b\n\n(9999) c\n\nxxxix. a\nxl. b\n\nH. a\nI. b\nJ. c\n\nI) a\nII) b\n",
        "A.\tone\n\tmore\nB. \t two\n   more\n\n  a) x\n  b) y\nc) z\n",
        "> A. a\n> B. b\n\n1. A. x\n   B. y\n2. A. z\n   B. w\n",
        "- a\n- b\n\n  - c\n\n 1. d\n\n\n\n- e\n* f\n",
        "A. one\nB. two\n\nC. three\n\n   four\n\nfive\n\nD. six\n\nE. seven",
        "A. a\n\n- b\n\nB. c\n\na) x\n1. y\nb) z\n",
        "(a) one\n(b) two\n    (i) deep\n    (ii) deeper\n\n    para\n(c) three\n",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_markdown(name: str, tmp_path: Path, kept: SnapshotAssertion) -> None:
    for picture, content in (("a.png", PNG), ("b.jpg", JPEG), ("narrative/text.png", b"words"), ("../out.png", PNG)):
        path = tmp_path / "paper" / picture
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "paper" / "narrative" / "sub").mkdir()
    said = []
    for text in TEXTS[name]:
        prose, findings = read(tmp_path / "paper", text)
        said.append(f"{text!r}\n{told_prose(prose)}{told(findings)}".replace(f"{NAME}:", ":"))
    assert re.sub(r"(.)\1{20,}", lambda run: f"{run[1]}×{len(run[0])}", "\n".join(said)) == kept


def test_lists_and_quotations_may_nest_so_deep_and_no_deeper(tmp_path: Path) -> None:
    def of(text: str) -> str:
        return told(read(tmp_path, text)[1])

    nested = ["".join(f"{'  ' * depth}- x\n" for depth in range(most)) for most in (9, 10, 11)]
    assert of(nested[0]) == ""
    assert of(nested[1]).count("list-too-deep") == 1
    assert of(nested[2]).count("list-too-deep") == 2
    assert f"{NAME}:10 |" in of(nested[1])
    deep = [of("> " * most + "x") for most in (57, 58, 59, 60, 61, 80)]
    assert ["narrative-too-deep" in each for each in deep] == [False, True, True, True, True, True]


def test_a_file_of_five_megabytes_and_no_more_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    found = []
    for size in (MAX_BYTES, MAX_BYTES + 1):
        path.write_bytes(b"<!--" + b" " * (size - 5) + b"x")
        _, findings = read_markdown(path, name="a.md", folder=tmp_path)
        found.append([each.rule for each in findings])
    assert found == [["narrative-unsupported"], ["narrative-too-large"]]
    assert MAX_BYTES == 5_000_000


def test_files_that_cannot_be_read_are_told(tmp_path: Path, kept: SnapshotAssertion) -> None:
    (tmp_path / "latin.md").write_bytes("One\r\nTwo\rThree\n\n£3".encode("cp1252"))
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "empty.md").write_bytes(b"\xef\xbb\xbf\n ")
    (tmp_path / "big.md").write_bytes(b"x" * (MAX_BYTES + 1))
    said = []
    for name in ("latin", "folder", "empty", "big", "none"):
        prose, findings = read_markdown(tmp_path / f"{name}.md", name=f"{name}.md", folder=tmp_path)
        said.append(told_prose(prose) + told(findings))
    assert "".join(said) == kept


def test_headings_begin_below_the_level_above_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("### A\n", encoding="utf-8")
    rules = [
        [each.rule for each in read_markdown(path, name="a.md", folder=tmp_path, **under)[1]]
        for under in ({}, {"under": 1}, {"under": 2})
    ]
    assert rules == [["heading-skips-level"], ["heading-skips-level"], []]
