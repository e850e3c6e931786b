"""What acts when a reader clicks, opens or prints, and what only leads somewhere."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from boardpaper.pdf.actions import active_kinds

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
        (Dictionary(S=Name.URI, URI=Name.Odd), []),
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
