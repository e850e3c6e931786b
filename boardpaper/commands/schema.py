"""The JSON Schemas of the files in which people describe papers and meetings."""

from typing import Any


def input_schema(*, meeting: bool = False) -> dict[str, Any]:
    """The JSON Schema of paper.yaml, or of meeting.yaml."""
    # Either is imported only when asked for.
    if meeting:
        from boardpaper.sources.plans.meeting import meeting_schema

        return meeting_schema()
    from boardpaper.sources.plans.paper import paper_schema

    return paper_schema()
