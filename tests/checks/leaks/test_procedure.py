"""What papers of any matter say of meetings and reports is no secret; a sentence with one thing of its own may be."""

import pytest

from boardpaper.checks.leaks.procedure import is_procedure


@pytest.mark.parametrize(
    "sentence",
    [
        "Members are asked to note the contents of this report.",
        "3.1 The Board is asked to take assurance from the report and to discuss any areas of concern.",
        "Members should note that the details set out in this report were correct at the time of writing.",
        "Governors are asked to raise any questions with the Clerk in advance of the meeting wherever possible.",
        "Officers will attend the meeting and will be happy to answer any questions that members may have.",
        "Ward councillors’ comments have been taken into account in drafting the recommendations in paragraph 2.",
    ],
)
def test_what_meetings_and_reports_do_is_procedure(sentence: str) -> None:
    assert is_procedure([sentence])


@pytest.mark.parametrize(
    "sentence",
    [
        "Members are asked to note that the Chief Executive will leave at the end of the year.",
        "Members are asked to note the merger of the Trust with Derby.",
        "Members are asked to note the report of Ms Lee on this.",
        "The Board is asked to discuss the offer of £4,300 at the next meeting.",
        "The unions have not been told, and consultation would begin if members agree.",
        "The Director was told that the committee would like to see the council sue.",
        "Note this.",
    ],
)
def test_a_name_a_number_or_a_thing_of_its_own_is_none(sentence: str) -> None:
    assert not is_procedure([sentence])


def test_one_sentence_of_its_own_among_others_tells() -> None:
    assert not is_procedure(["Members are asked to note this report.", "The depot burnt down."])
