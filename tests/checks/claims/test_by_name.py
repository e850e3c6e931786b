"""What is said of an indicator by its name alone, and two sentences that contradict each other."""

import pytest

from boardpaper.model.kpi import Unit
from boardpaper.rules import claims as rules
from tests.support.made_facts import audited, indicator

RAIDS = indicator("raids", {"2020/21": 190, "2021/22": 200, "2022/23": 1210}, title="Raids")
COSTS = indicator("costs", {"2021/22": 12.4, "2022/23": 10.5}, title="Unit costs", unit=Unit.RATIO, decimals=1)
TALKS = indicator("talks", {"2022/23": 700}, title="Talks")
SILENT = indicator("silent", {"2022/23": None}, title="Silent alarms")
EVIDENCE = "raids was 200 (2021/22) and is 1,210 (2022/23)"
COSTS_EVIDENCE = "costs was 12.4 (2021/22) and is 10.5 (2022/23)"


def direction(words: str, way: str, sentence: str, evidence: str = EVIDENCE) -> object:
    return rules.NAMED_DIRECTION.at("paragraph 1", words=words, way=way, sentence=sentence, evidence=evidence)


def value(words: str, sentence: str, name: str = "raids", held: str = "200, 1,210") -> object:
    return rules.NAMED_VALUE.at("paragraph 1", words=words, sentence=sentence, indicator=name, held=held)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raids fell.", [direction("fell", "a fall", "Raids fell.")]),
        ("We saw a fall in the raids, which is so.", [
            direction("fall", "a fall", "We saw a fall in the raids, which is so."),
        ]),
        ("We are told, and say, that recorded raids have declined.", [
            direction("declined", "a fall", "We are told, and say, that recorded raids have declined."),
        ]),
        ("Unit costs rose, and raids fell.", [
            direction("rose", "a rise", "Unit costs rose, and raids fell.", COSTS_EVIDENCE),
            direction("fell", "a fall", "Unit costs rose, and raids fell."),
        ]),
        ("Doors fell, and raids fell.", [direction("fell", "a fall", "Doors fell, and raids fell.")]),
        ("With {talks}, the raids of note fell.", []),
        ("With {talks} raids fell.", []),
        ("Raids fell, {raids@2021/22} of them.", []),
        ("Silent alarms fell.", []),
        ("Talks fell.", []),
        ("Raids rose.", []),
        ("Raids fell over the last quarter.", []),
    ],
)  # fmt: skip
def test_directions_of_what_is_named(text: str, expected: list[object]) -> None:
    assert audited(text, RAIDS, COSTS, TALKS, SILENT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 300 raids.", [value("300", "There were 300 raids.")]),
        ("There were about 300 raids, of 9 kinds.", [value("300", "There were about 300 raids, of 9 kinds.")]),
        ("There were 300 raids, and there were 310 raids.", [
            value("300", "There were 300 raids, and there were 310 raids."),
            value("310", "There were 300 raids, and there were 310 raids."),
        ]),
        ("Raids rose to 300.", [value("300", "Raids rose to 300.")]),
        ("Raids rose sharply to almost 300.", [value("300", "Raids rose sharply to almost 300.")]),
        ("Unit costs fell to 9.1.", [value("9.1", "Unit costs fell to 9.1.", "costs", "12.4, 10.5")]),
        ("Silent alarms came in, and there were 300 raids.", [
            value("300", "Silent alarms came in, and there were 300 raids."),
        ]),
        ("There were 8 silent alarms and there were 300 raids.", [
            value("300", "There were 8 silent alarms and there were 300 raids."),
        ]),
        ("There were 8 silent alarms.", []),
        ("There were 190 raids.", []),
        ("There were about 180 raids.", []),
        ("Raids rose to 300%.", []),
        ("Raids rose to £300.", []),
        ("There were 300 raids in May.", []),
        ("There were 300 raids in {raids.period}.", []),
        ("There were 300 doors.", []),
    ],
)  # fmt: skip
def test_numbers_of_what_is_named(text: str, expected: list[object]) -> None:
    assert audited(text, RAIDS, COSTS, TALKS, SILENT) == expected


def agreement(words: str, sentence: str, where: str, other: str, at: str) -> object:
    return rules.CLAIM_AGREEMENT.at(at, words=words, sentence=sentence, where=where, other=other)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Raids were stable.", "The steady rise in raids is known, in all."), [
            agreement("steady rise", "The steady rise in raids is known, in all.", "paragraph 1", "Raids were stable.",
                      "paragraph 2"),
        ]),
        (("Raids continue to rise. They say so: raids were steady.",), [
            agreement("continue to rise", "Raids continue to rise.", "paragraph 1", "They say so: raids were steady.",
                      "paragraph 1"),
        ]),
        (("Raids were stable.", "Raids were flat.", "Raids continue to rise.", "Talks continue to fall."), [
            agreement("continue to rise", "Raids continue to rise.", "paragraph 1", "Raids were stable.",
                      "paragraph 3"),
        ]),
        (("Raids were stable, although raids continue to rise.",), []),
        (("Raids will be stable.", "Raids continue to rise."), []),
        (("Doors were stable.", "Doors continue to rise."), []),
        (("Raids were stable.", "Doors continue to rise."), []),
    ],
)  # fmt: skip
def test_sentences_that_contradict_each_other(texts: tuple[str, ...], expected: list[object]) -> None:
    assert audited(texts, RAIDS, TALKS) == expected
