"""Pages drawn by a test, step by step."""

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]


def hand_drawn(*steps: Draw, pages: int = 1) -> bytes:
    """Pages on which each step draws in its turn, and leaves nothing set for the next."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    for _ in range(pages):
        for step in steps:
            canvas.saveState()
            step(canvas)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return out.getvalue()
