"""All that the audit says of labelled sentences, word for word: the claim, the sentence and the readings."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.claims_set import SETS, audited_set
from tests.support.told import told


@pytest.mark.parametrize("name", SETS)
def test_what_is_said_of_the_labelled_sentences(name: str, kept: SnapshotAssertion) -> None:
    wrong = [each for each in audited_set(name) if each.verdict == "wrong"]
    assert "".join(f"{each.id} {each.passage}\n{told(each.findings)}" for each in wrong) == kept
