"""What `boardpaper explain` prints: one rule, all rules, or the nearest name."""

import json

import pytest

from boardpaper.cli.main import main
from boardpaper.rules.register import register


def test_a_rule_is_explained_in_all_its_wordings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "reference-unclosed"]) == 0
    assert capsys.readouterr().out == (
        "reference-unclosed: error, narrative\n"
        "Protects: A mark for a figure is filled in, and never printed as it was typed.\n"
        "\n"
        "  “{{” opens a figure reference that is not closed\n"
        "    Close it with “}}”, as in {{homicide.change}}.\n"
        "\n"
        "  “}}” closes a figure reference that was never opened\n"
        "    Open it with “{{”, as in {{homicide.change}}.\n"
    )


def test_what_a_person_may_decide_about_a_rule_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "highlighting"])
    assert "or a person lets it stand: --allow highlighting." in capsys.readouterr().out
    main(["explain", "tracked-changes"])
    assert "takes the final text: --accept-changes." in capsys.readouterr().out
    main(["explain", "template-tag"])
    assert "It stops a publication until it is put right." in capsys.readouterr().out


def test_without_a_name_every_rule_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert listed == list(register())


def test_one_rule_and_all_rules_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "cell-error", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["rule"], told["area"], told["severity"], told["gate"]) == ("cell-error", "workbook", "error", "open")
    assert told["wordings"][0]["message"] == "The cell shows ‹fault›"
    main(["explain", "--json"])
    assert [each["rule"] for each in json.loads(capsys.readouterr().out)] == list(register())


def test_a_name_that_no_rule_has_gets_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "cell-eror", "--json"]) == 2
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["rule"] == "rule-unknown"
    assert finding["hint"] == "Did you mean “cell-error”?"


def test_a_slot_that_may_be_empty_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "indicator-undeclared"])
    assert "  “‹name›” is not a declared indicator\n" in capsys.readouterr().out
