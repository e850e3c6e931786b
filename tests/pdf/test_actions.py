"""What acts when a reader clicks, opens or prints, and what only leads somewhere."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from boardpaper.pdf.actions import active_kinds, address_of, file_name, is_local, local_addresses

LEAD = Dictionary(S=Name.GoTo, D=String("a"))
ACT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@pytest.mark.parametrize(
    ("action", "kinds"),
    [
        (None, []),
        (Array([]), []),
        (LEAD, []),
        (ACT, ["JavaScript"]),
        (Dictionary(S=Name.Launch), ["Launch"]),
        (Dictionary(S=Name.URI, URI=String("https://example.org")), []),
        (Dictionary(S=Name.URI, URI=String(" JavaScript:alert(1)")), ["JavaScript"]),
        (Dictionary(S=Name.URI, URI=String("java%73cript:alert(1)")), ["JavaScript"]),
        (Dictionary(S=Name.URI, URI=String("javascripts:alert(1)")), []),
        (Dictionary(S=Name.URI, URI=Name.Odd), []),
        (Dictionary(S=Name.GoToR), []),
        (Dictionary(S=Name.GoToE), []),
        (Dictionary(S=Name.Named), []),
        (Dictionary(S=Name.Thread), []),
        (Dictionary(S=Name.SubmitForm), ["SubmitForm"]),
        (Dictionary(S=String("no name")), [""]),
        (Dictionary(S=Name.GoTo, Next=ACT), ["JavaScript"]),
        (Dictionary(S=Name.GoTo, Next=Array([LEAD, ACT, Dictionary(S=Name.Launch)])), ["JavaScript", "Launch"]),
        (Dictionary(O=ACT, C=LEAD), ["JavaScript"]),
        (Dictionary(Parent=ACT), []),
    ],
)
def test_actions_that_act_are_named(action: Object | None, kinds: list[str]) -> None:
    assert list(active_kinds(action)) == kinds


def test_an_action_that_follows_itself_ends() -> None:
    with pikepdf.new() as pdf:
        action = pdf.make_indirect(Dictionary(S=Name.Launch))
        action.Next = action
        assert set(active_kinds(action)) == {"Launch"}


def chain(length: int, key: str) -> Object:
    """An action below so many others."""
    action = Dictionary(S=Name.Launch, F=String("C:/a"))
    for _ in range(length):
        action = Dictionary({"/S": Name.GoTo, key: action})
    return action


@pytest.mark.parametrize(("length", "found"), [(0, 1), (20, 1), (21, 0)])
def test_actions_are_followed_twenty_deep(length: int, found: int) -> None:
    assert len(list(active_kinds(chain(length, "/Next")))) == found
    assert len(list(local_addresses(chain(length, "/Next")))) == found


def test_actions_by_event_are_counted_as_deep() -> None:
    def events(depth: int) -> Object:
        inner: Object = Dictionary(S=Name.Launch)
        for _ in range(depth):
            inner = Dictionary(O=inner)
        return inner

    assert list(active_kinds(events(20))) == ["Launch"]
    assert list(active_kinds(events(21))) == []


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("", False),
        ("https://example.org", False),
        (" HTTP://example.org/a\\b", False),
        ("mailto:a@example.org", False),
        ("tel:+44", False),
        ("ftp://example.org", False),
        ("ftps://example.org", False),
        ("file:///home/ann/a.xlsx", True),
        ("FILE:a", True),
        ("C:/Users/ann", True),
        ("c:\\a", True),
        ("ms-word:ofe|u|https://example.org", True),
        ("x.y+z-1:a", True),
        ("javascript:alert(1)", True),
        ("file%3A///home/ann", True),
        ("/home/ann", True),
        (" /home/ann", True),
        ("%2Fhome", True),
        ("\\\\server\\share", True),
        ("papers\\a.pdf", True),
        ("../a.pdf", True),
        ("papers/a.pdf", False),
        ("a.pdf", False),
        ("#page=2", False),
        ("?a=b:c", False),
        ("1:2", False),
    ],
)
def test_an_address_is_local_or_for_everybody(address: str, local: bool) -> None:
    assert is_local(address) is local


def test_local_addresses_are_told_in_order_and_scripts_are_none() -> None:
    here = Dictionary(S=Name.URI, URI=String("file:///a"))
    there = Dictionary(S=Name.URI, URI=String("https://example.org"))
    other = Dictionary(S=Name.GoToR, F=Dictionary(UF=String("C:/b"), F=String("C:/c")))
    script = Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))
    assert list(local_addresses(here)) == ["file:///a"]
    assert list(local_addresses(there)) == []
    assert list(local_addresses(script)) == []
    assert list(local_addresses(Dictionary(S=Name.GoToR, F=String("javascript:a")))) == ["javascript:a"]
    assert list(local_addresses(Dictionary(S=Name.GoTo, Next=other))) == ["C:/b"]
    assert list(local_addresses(Dictionary(S=Name.GoTo, Next=Array([here, there, script, other])))) == [
        "file:///a", "C:/b"
    ]  # fmt: skip
    assert list(local_addresses(None)) == list(local_addresses(Array([here]))) == []


def test_an_action_leads_to_an_address_or_else_to_a_file() -> None:
    assert address_of(Dictionary(URI=String("a"), F=String("b"))) == "a"
    assert address_of(Dictionary(F=String("b"))) == "b"
    assert address_of(Dictionary(D=Array())) == ""


def test_a_file_is_called_by_its_name_in_unicode_where_it_has_one() -> None:
    assert file_name(Dictionary(UF=String("a"), F=String("b"))) == "a"
    assert file_name(Dictionary(F=String("b"))) == "b"
    assert file_name(Dictionary()) == file_name(None) == file_name(Name.a) == ""
    assert file_name(String("c")) == "c"
