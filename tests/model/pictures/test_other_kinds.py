"""Pictures of less usual kinds without what their files say beside the picture: as they look, and nothing else."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms

from boardpaper.model.pictures.payloads import without_payloads
from boardpaper.model.pictures.profiles import bare_profile

SECRET = b"Jo-Bloggs"


def picture() -> Image.Image:
    image = Image.new("RGB", (16, 8), (10, 120, 60))
    image.putpixel((3, 3), (200, 100, 50))
    return image


def saved(kind: str, image: Image.Image | None = None, **more: Any) -> bytes:
    out = io.BytesIO()
    (image or picture()).save(out, kind, **more)
    return out.getvalue()


def pixels(content: bytes) -> list[bytes]:
    image = Image.open(io.BytesIO(content))
    frames = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frames.append(image.convert("RGBA").tobytes())
    return frames


def telling_profile() -> bytes:
    """sRGB as if it had been measured for somebody's screen."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    (count,) = struct.unpack_from(">I", plain, 128)
    # A third kind of text: a make that is no description.
    tag = b"mmod\0\0\0\0" + SECRET + b"\0" * 3
    entries = [struct.unpack_from(">4sII", plain, 132 + 12 * at) for at in range(count)]
    moved = b"".join(struct.pack(">4sII", name, start + 12, length) for name, start, length in entries)
    body = plain[132 + 12 * count :]
    added = struct.pack(">4sII", b"mmod", len(plain) + 12, len(tag))
    whole = plain[:128] + struct.pack(">I", count + 1) + moved + added + body + tag
    return struct.pack(">I", len(whole)) + whole[4:]


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x013B] = SECRET.decode()
    made[0x010E] = SECRET.decode()
    made.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + SECRET
    return made


def spoken_gif() -> bytes:
    frames = [picture(), Image.new("RGB", (16, 8), (0, 0, 0))]
    made = saved("GIF", frames[0], save_all=True, append_images=frames[1:], comment=SECRET, loop=0)
    assert made.endswith(b";")
    packet = b"\x21\xff\x0bXMP DataXMP" + bytes((len(SECRET),)) + SECRET + b"\0"
    return made[:-1] + packet + b";" + SECRET


@pytest.mark.parametrize(
    "content",
    [
        spoken_gif(),
        saved("GIF", picture().convert("P"), comment=SECRET, transparency=0),
        saved("WEBP", lossless=True, exif=exif(), xmp=SECRET),
        saved("WEBP", quality=80, exif=exif(), icc_profile=telling_profile()),
        saved("TIFF", exif=exif(), description=SECRET.decode(), software=SECRET.decode()),
        saved("TIFF", exif=exif(), compression="tiff_lzw", big_endian=True),
        saved("PNG", icc_profile=telling_profile()),
    ],
)
def test_pictures_keep_what_draws_them(content: bytes) -> None:
    bare = without_payloads(content)
    assert bare != content
    assert SECRET not in unpacked(bare)
    assert SECRET in unpacked(content)
    assert pixels(bare) == pixels(content)
    assert without_payloads(bare) == bare


def unpacked(content: bytes) -> bytes:
    """A file, and the profile that a PNG packs."""
    start = content.find(b"iCCP")
    if start < 0:
        return content
    return content + zlib.decompressobj().decompress(content[content.index(b"\0", start + 4) + 2 :])


def test_an_animation_goes_on_as_often_as_it_did() -> None:
    assert b"NETSCAPE2.0" in without_payloads(spoken_gif())


@pytest.mark.parametrize("cut", [saved("GIF")[:-4], b"GIF89a", saved("TIFF")[:9], saved("WEBP")[:14]])
def test_what_ends_too_early_does_no_harm(cut: bytes) -> None:
    assert without_payloads(cut)


def test_a_profile_says_nothing_of_the_machine_and_means_the_same_colours() -> None:
    before = telling_profile()
    after = bare_profile(before)
    assert len(after) == len(before)
    assert SECRET in before
    assert SECRET not in after
    assert b"sRGB" not in after
    assert b"s\0R\0G\0B" not in after
    source = ImageCms.ImageCmsProfile(io.BytesIO(after))
    same = ImageCms.profileToProfile(picture(), source, ImageCms.createProfile("sRGB"))
    assert same is not None
    assert same.tobytes() == picture().tobytes()


@pytest.mark.parametrize("content", [b"", b"no profile", bytes(200), telling_profile()[:140]])
def test_what_is_no_profile_stays_as_it_is(content: bytes) -> None:
    assert bare_profile(content)[:84] == content[:84]


def emf(*records: bytes, described: bytes = b"") -> bytes:
    size = 88 + len(described) + len(described) % 4
    head = struct.pack("<II", 1, size) + bytes(32) + b" EMF" + bytes(16)
    head += struct.pack("<II", len(described) // 2, 88 if described else 0) + bytes(20)
    end = struct.pack("<IIIII", 14, 20, 0, 0, 20)
    return head + described.ljust(size - 88, b"\0") + b"".join(records) + end


def comment(identifier: bytes, said: bytes = SECRET) -> bytes:
    data = identifier + said
    padded = data + b"\0" * (-len(data) % 4)
    return struct.pack("<III", 70, 12 + len(padded), len(data)) + padded


def test_a_metafile_has_no_description_and_no_comments_but_those_that_draw() -> None:
    line = struct.pack("<IIii", 54, 16, 5, 5)
    content = emf(line, comment(b"JO  "), comment(b"GDIC\2\0\0\0"), line, described=SECRET.decode().encode("utf-16-le"))
    bare = without_payloads(content)
    assert SECRET.decode().encode("utf-16-le") in content
    assert SECRET.decode().encode("utf-16-le") not in bare
    assert SECRET not in bare
    assert (len(bare), bare.count(line)) == (len(content), 2)
    drawing = emf(comment(b"EMF+"), comment(b"GDIC\4\0\0\x40"))
    assert without_payloads(drawing) == drawing


@pytest.mark.parametrize("head", [b"", b"\xd7\xcd\xc6\x9a" + bytes(18)])
def test_an_old_metafile_has_no_comments(head: bytes) -> None:
    line = struct.pack("<IHhh", 5, 0x0213, 5, 5)
    said = struct.pack("<IHHH", 5 + 5, 0x0626, 15, 9) + SECRET + b"\0"
    other = struct.pack("<IHHH", 5 + 5, 0x0626, 2, 9) + b"otherwise" + b"\0"
    content = head + struct.pack("<HHHIHIH", 1, 9, 0x300, 40, 0, 10, 0) + line + said + other + line + bytes(6)
    bare = without_payloads(content)
    assert SECRET not in bare
    assert (len(bare), bare.count(line), b"otherwise" in bare) == (len(content), 2, True)
