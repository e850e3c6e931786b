"""A paper's plan and its readings, for building the paper and for refreshing it."""

from pathlib import Path

from boardpaper import resources
from boardpaper.errors import InputError
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Readings
from boardpaper.model.paper import PaperPlan, WorkbookPlan
from boardpaper.ooxml.opening import check_package
from boardpaper.running.results import Progress, silent
from boardpaper.sources.plans.paper import read_paper_file
from boardpaper.sources.workbook.reader import read_workbooks


def read_plan(folder: Path, say: Progress = silent) -> PaperPlan:
    """What the paper.yaml in `folder` asks for.

    Raises:
        InputError: there is no paper.yaml that can be read.
        InvalidInputs: with a finding for each thing in it that is wrong.
    """
    say("Reading paper.yaml")
    return read_paper_file(folder, templates=[resources.template_folder()])


def read_readings(plan: PaperPlan, unusable: list[Finding]) -> tuple[Readings, tuple[Finding, ...]]:
    """All readings of the paper's workbooks, and what is wrong; `unusable` gathers the files that cannot be read."""
    unreadable = [fault.finding for each in plan.workbooks if (fault := _fault_of(each))]
    if not unreadable:
        try:
            return read_workbooks(plan.workbooks, plan.indicators)
        except InputError as fault:
            unreadable = [fault.finding]
    unusable += unreadable
    return Readings(plan.indicators), ()


def _fault_of(workbook: WorkbookPlan) -> InputError | None:
    """Why a workbook cannot be opened; asked of each before any is read, so that all are told together."""
    try:
        check_package(workbook.path, name=workbook.name)
    except InputError as fault:
        return fault
    return None
