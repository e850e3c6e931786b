"""What the codes of simple fonts mean by each encoding that ISO 32000-1 names (9.6.6, annex D), as characters."""

import re
from collections.abc import Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Object

from boardpaper.pdf.glyph_names import characters_of, spelled
from boardpaper.pdf.trees import name_of

_ASCII = "".join(map(chr, range(0x20, 0x7F)))


def _table(*pieces: tuple[int, str]) -> dict[int, str]:
    """Characters by code: each piece begins at its code, and has a tilde where a code means nothing."""
    return {
        start + at: spelled(letter) for start, letters in pieces for at, letter in enumerate(letters) if letter != "~"
    }


def _by_codec(codec: str, missing: str) -> dict[int, str]:
    return {code: spelled(bytes((code,)).decode(codec, "ignore") or missing) for code in range(0x20, 0x100)}


STANDARD = _table((0x20, _ASCII[:-1]), (0xA1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ~–†‡·~¶•‚„”»…‰~¿~`´ˆ˜¯˘˙¨~˚¸~˝˛ˇ—"), (0xE1, "Æ~ª"),
                  (0xE8, "ŁØŒº"), (0xF1, "æ~~~ı~~łøœß")) | {0x27: "’", 0x60: "‘", 0x7E: "~"}  # fmt: skip
# Codes that have no meaning are bullets (annex D.2, note 3).
WIN_ANSI = _by_codec("cp1252", "•") | {0x7F: "•"}
MAC_ROMAN = _by_codec("mac_roman", "") | {0xDB: "¤", 0x7F: ""}
# Small capitals and old-style figures are read as the letters and figures that they are.
MAC_EXPERT = _table(
    (0x20, " !~¢$$&~⁽⁾‥․,-.⁄0123456789:;~~~?"), (0x44, "Ð~~¼½¾⅛⅜⅝⅞⅓⅔"), (0x56, "ﬀﬁﬂﬃﬄ₍~₎~-"),
    (0x61, "ABCDEFGHIJKLMNOPQRSTUVWXYZ₡"), (0x81, "a¢~~~~ÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜ~⁸₄₃₆₈₇Š~¢₂"),
    (0xAF, "o₅~,.Ý~$~~Þ~₉₀ŽÆØ¿₁Ł"), (0xCF, "Œ‒-"), (0xD6, "¡~Ÿ~¹²³⁴⁵⁶⁷⁹⁰~ert~~isd"), (0xF1, "l~~~bⁿm,."),
)  # fmt: skip
SYMBOL = _table(
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_~αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…~~↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    (0xF1, "〉∫⌠~⌡"),
)  # fmt: skip
ZAPF_DINGBATS = _table(
    (0x20, " ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋"),
    (0x6C, "●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞"), (0x80, "❨❩❪❫❬❭❮❯❰❱❲❳❴❵"), (0xA1, "❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿"),
    (0xC0, "➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯~➱➲➳➴➵➶➷➸➹➺➻➼➽➾"),
)  # fmt: skip
# The numbers in the names of Zapf Dingbats' glyphs, a1 to a206, in the order of its codes from 0x21, 0x80 and 0xA1 on.
_DINGBATS = re.findall(r"\d+", """
1 2 202 3 4 5 119 118 117 11 12 13 14 15 16 105 17 18 19 20 21 22 23 24 25 26 27 28 6 7 8 9 10 29 30 31 32 33 34 35 36
37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 203
75 204 76 77 78 79 81 82 83 84 97 98 99 100 89 90 93 94 91 92 205 85 206 86 87 88 95 96 101 102 103 104 106 107 108 112
111 110 109 120 121 122 123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146
147 148 149 150 151 152 153 154 155 156 157 158 159 160 161 163 164 196 165 192 166 167 168 169 170 171 172 173 162 174
175 176 177 178 179 193 180 199 181 200 182 201 183 184 197 185 194 198 186 195 187 188 189 190 191
""")  # fmt: skip
_DINGBAT_NAMES = dict(zip((f"a{number}" for number in _DINGBATS), list(ZAPF_DINGBATS.values())[1:], strict=True))

_SYMBOL_NAME = re.compile(r"[a-z]{4,}")

BY_NAME: Mapping[str, Mapping[int, str]] = {
    "StandardEncoding": STANDARD,
    "WinAnsiEncoding": WIN_ANSI,
    "PDFDocEncoding": WIN_ANSI,
    "MacRomanEncoding": MAC_ROMAN,
    "MacExpertEncoding": MAC_EXPERT,
}


def base_encoding(encoding: Object | None) -> Mapping[int, str] | None:
    """The encoding that a font's `Encoding` names, itself or as its base; None where it names none."""
    base = encoding.get(Name.BaseEncoding) if isinstance(encoding, Dictionary) else encoding
    return BY_NAME.get(name_of(base))


def differences(encoding: Object | None, *, dingbats: bool = False) -> Iterator[tuple[int, str | None]]:
    """Each code that `Differences` gives a glyph (9.6.6.1): its characters, "" for `.notdef`, None for others' names.

    `dingbats` says that the names are those of Zapf Dingbats.
    """
    listed = encoding.get(Name.Differences) if isinstance(encoding, Dictionary) else None
    code = 0
    for entry in listed if isinstance(listed, Array) else ():
        if isinstance(entry, Name):
            yield code, meaning_of(name_of(entry), dingbats=dingbats)
            code += 1
        else:
            code = int(entry)


def meaning_of(name: str, *, dingbats: bool = False) -> str | None:
    """A glyph's characters, "" for `.notdef`, which draws nothing to read; None where its name does not tell.

    A symbol with a name of its own, such as `bardbl` or `integraldisplay`, is a square: all letters are in the list.
    """
    if name == ".notdef":
        return ""
    known = (_DINGBAT_NAMES.get(name) if dingbats else None) or characters_of(name)
    return known or ("□" if _SYMBOL_NAME.fullmatch(name.partition(".")[0]) else None)
