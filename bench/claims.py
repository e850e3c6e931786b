"""The audit of claims, measured: how many wrong sentences it finds, and how many sound ones it leaves in peace."""

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measured import print_table
from openpyxl import Workbook

from boardpaper.checks.claims import audit_claims
from boardpaper.checks.passages_paper import inline_spans
from boardpaper.compose.facts import gather_facts
from boardpaper.compose.paper import compose_inlines
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Readings
from boardpaper.model.paper import WorkbookPlan
from boardpaper.model.passage import Passage
from boardpaper.model.prose import Paragraph
from boardpaper.sources.markdown import read_markdown
from boardpaper.sources.workbook import read_workbooks
