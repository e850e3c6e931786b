"""A page's content closed off, so that what is added after it stands where it should (ISO 32000-1, 8.4.2, 14.6)."""

from pikepdf import Array, Name, Object, Pdf, Stream

from boardpaper.pdf.balance import Balance


def wrap_content(pdf: Pdf, page: Object, balance: Balance, opening: Stream, tail: bytes) -> None:
    """Puts `tail` after a page's content, in a stream of its own and in the state in which a page begins.

    `opening` is the stream that saves that state, which all sound pages share.
    """
    contents = page.get(Name.Contents)
    streams = list(contents) if isinstance(contents, Array) else [contents] if isinstance(contents, Stream) else []
    if not balance.sound:
        opening = pdf.make_stream(balance.opening)
    after = pdf.make_stream(balance.closing + tail)
    page.Contents = Array([opening, *(each for each in streams if isinstance(each, Stream)), after])
