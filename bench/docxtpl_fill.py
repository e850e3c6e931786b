"""What a user of docxtpl writes to fill the same template: text and figures as plain words, one paragraph at a time."""

import re
import sys
from pathlib import Path
from typing import Any

import yaml
from docxtpl import DocxTemplate, RichText, RichTextParagraph
from openpyxl import load_workbook

_FIGURE = re.compile(r"\{\{([a-z0-9-]+)[^}]*\}\}")
_SOURCED = re.compile(r"\[([^\]]+)\]\{[^}]*\}")
_HEADING = re.compile(r"(#{2,3}) (.*)")


def fill(folder: Path, template: Path, target: Path) -> None:
    paper = yaml.safe_load((folder / "paper.yaml").read_text(encoding="utf-8"))
    figures = _read_figures(folder / "kpi.xlsx")
    narrative = folder / "narrative"
    parts = [_part(part, narrative, figures) for part in paper["parts"]]
    document = DocxTemplate(template)
    document.render(
        {
            **paper,
            "meeting": "May 2022",
            "presented_by": " & ".join(
                f"{person.get('job_title', '')} {person['name']}".strip() for person in paper["presented_by"]
            ),
            "parts": parts,
            "appendices": [_appendix(appendix, narrative, figures) for appendix in paper["appendices"]],
        },
        autoescape=True,
    )
    document.save(target)


def _read_figures(path: Path) -> dict[str, str]:
    workbook = load_workbook(path, data_only=True, read_only=True)
    figures: dict[str, str] = {}
    for sheet in workbook:
        for row in sheet.iter_rows(values_only=True):
            if len(row) > 2 and isinstance(row[0], str):
                figures[row[0]] = str(next((cell for cell in row[2:] if isinstance(cell, int | float)), ""))
    return figures


def _part(part: dict[str, Any], narrative: Path, figures: dict[str, str]) -> dict[str, Any]:
    files = part.get("sections") or [part["narrative"]]
    steps = part.get("next_steps")
    return {
        **part,
        "body": _paragraphs("\n\n".join((narrative / name).read_text(encoding="utf-8") for name in files), figures),
        "next_steps": _paragraphs((narrative / steps).read_text(encoding="utf-8"), figures) if steps else None,
        "authors": part.get("authors", []),
    }


def _appendix(appendix: dict[str, Any], narrative: Path, figures: dict[str, str]) -> dict[str, Any]:
    if "narrative" in appendix:
        text = (narrative / appendix["narrative"]).read_text(encoding="utf-8")
    else:
        text = "\n\n".join(f"{name}: {value}" for name, value in figures.items())
    return {**appendix, "body": _paragraphs(text, figures)}


def _paragraphs(text: str, figures: dict[str, str]) -> RichTextParagraph:
    body = RichTextParagraph()
    for block in re.split(r"\n\s*\n", text.strip()):
        words = _SOURCED.sub(r"\1", _FIGURE.sub(lambda found: figures.get(found[1], ""), block))
        heading = _HEADING.match(words)
        if heading:
            body.add(RichText(heading[2]), parastyle=f"Heading{len(heading[1])}")
        else:
            body.add(RichText(" ".join(words.split())), parastyle="NumberedParagraph")
    return body


if __name__ == "__main__":
    fill(*map(Path, sys.argv[1:4]))
