"""A paper checked, from its inputs or in Word, or a template: what is wrong, and nothing written."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from boardpaper.errors import BlockingFindings, InputError
from boardpaper.rules import running
from boardpaper.running.results import CheckResult, Progress, silent

if TYPE_CHECKING:
    from boardpaper.ooxml.package import Package

_WORD = (".docx", ".docm", ".dotx")
_MARKUP = re.compile(rb"<[^>]*>")
_TEMPLATE_TAG = re.compile(rb"\{[{%]")


def check(path: Path, *, inputs: Path | None = None, progress: Progress | None = None) -> CheckResult:
    """What is wrong with a paper's folder, with a paper in Word, or with a Word template.

    Raises:
        InputError: the file or the inputs cannot be used, or a folder is to be held against other inputs.
    """
    if path.suffix.lower() in _WORD:
        return check_word(path, inputs=inputs, progress=progress)
    if path.is_file():
        raise InputError(running.NOTHING_TO_CHECK.at(path, name=path.name))
    if inputs is None:
        return check_paper(path, progress=progress)
    raise InputError(running.USAGE.at(path))


def check_paper(folder: Path, *, progress: Progress | None = None) -> CheckResult:
    """Every finding that building the paper in `folder` would give, and the audit of its prose; writes nothing.

    Raises:
        InputError: there is no paper to check.
    """
    # Imported only when asked for: a paper in Word is checked without what builds one.
    from boardpaper.checks.audit.paper import audit
    from boardpaper.checks.audit.untold import without_typed
    from boardpaper.checks.mapped_cells import remember_built
    from boardpaper.checks.prose.passages_paper import paper_passages
    from boardpaper.commands.build.stages import compose_plan, output_paths, read_plan, render_composed
    from boardpaper.compose.facts import gather_facts
    from boardpaper.running.mapped import kept_cells

    say = progress or silent
    try:
        plan = read_plan(folder, say)
        plan = remember_built(plan, output_paths(plan, None)[0], kept_cells(folder))
        composed = compose_plan(plan, say)
        rendered = render_composed(plan, composed, say)
    except BlockingFindings as stopped:
        return CheckResult((), stopped.findings, error=stopped)
    say("Auditing the numbers and claims")
    passages = without_typed(paper_passages(composed.paper), composed.typed)
    audited, coverage = audit(passages, gather_facts(composed.readings), plan.allowed_numbers)
    return CheckResult((), (*rendered.findings, *audited), coverage)


def check_word(path: Path, *, inputs: Path | None = None, progress: Progress | None = None) -> CheckResult:
    """What is wrong with a paper in Word, or with a template: a file with tags to be filled in and no ledger.

    Of a paper that is what would stop its publication, so far as can be told without laying it out in pages, and what
    the audit asks of its numbers and claims.

    A paper is held against the workbooks in the folder `inputs`, and without it against what its ledger remembers. With
    `inputs` a file with tags is taken for a paper too.

    Raises:
        InputError: the file or the inputs cannot be used.
    """
    from boardpaper.live.ledger import read_ledger
    from boardpaper.ooxml.package import read_package

    package = read_package(path)
    ledger = read_ledger(package)
    # Imported only when asked for: a template is checked without what reads a paper, and a paper without that.
    if inputs is None and ledger is None and _has_tags(package):
        from boardpaper.checks.template import check_template

        return CheckResult((), check_template(path, name=path.name))
    from boardpaper.commands.check_word import audit_word

    return audit_word(path, package, ledger, inputs, progress or silent)


def _has_tags(package: "Package") -> bool:
    """Whether some part of the text holds a tag of a template: `{{ title }}`, `{%p if ... %}`."""
    from boardpaper.ooxml.stories import stories

    contents = (package.content(name) or b"" for name in stories(package))
    return any(_TEMPLATE_TAG.search(_MARKUP.sub(b"", content)) for content in contents)
