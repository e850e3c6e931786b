"""A part too long for a tree, read element by element: in bounded memory, and without trust."""

from collections.abc import Collection, Iterator
from typing import IO

from lxml import etree

from boardpaper.errors import InputError
from boardpaper.ooxml.names import Element
from boardpaper.ooxml.parsing import entity_error
from boardpaper.rules import files


def stream_elements(
    stream: IO[bytes], names: Collection[str], *, last: Collection[str] = (), name: str
) -> Iterator[Element]:
    """Each element of one of `names` once it is whole, until one of `last` ends; `name` is what errors call the part.

    An element is emptied when the next one is asked for. Names hold their namespace: the variants of a file differ.

    Raises:
        InputError: it is not well-formed XML, or declares a document type.
    """
    parsed = etree.iterparse(
        stream, tag=(*names, *last), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        for _, element in parsed:
            if element.getroottree().docinfo.doctype:
                raise entity_error(name, name)
            if element.tag in last:
                return
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as fault:
        raise InputError(files.FILE_DAMAGED.at(name, name=name, fault=fault.msg)) from fault
