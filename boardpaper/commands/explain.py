"""The rules, for whoever wants to know what a finding means."""

from boardpaper.errors import InputError
from boardpaper.model.messages import nearest
from boardpaper.rules import running
from boardpaper.rules.register import RegisteredRule, register


def explained(name: str = "") -> tuple[RegisteredRule, ...]:
    """The rule of that name; without a name all rules, area after area.

    Raises:
        InputError: there is no such rule; the hint proposes the nearest.
    """
    known = register()
    if not name:
        return tuple(known.values())
    if name not in known:
        raise InputError(running.RULE_UNKNOWN.at(likely=nearest(name, list(known)), name=name))
    return (known[name],)
