"""Renderings as a person reads them, compared letter by letter."""

from __future__ import annotations

import pytest
from tests.support import made_reports

from icos_ingest.model import BatchReport
from icos_ingest.render.html import document
from icos_ingest.render.text import plain
from icos_ingest.resources import version

MADE = ["good", "faulty", "gridded", "hostile"]


@pytest.mark.parametrize("name", MADE)
def test_one_report_in_a_terminal(name, same_as_golden):
    same_as_golden(f"{name}.txt", str(getattr(made_reports, name)()))


@pytest.mark.parametrize("name", MADE)
def test_one_report_in_a_notebook(name, same_as_golden):
    same_as_golden(f"{name}.html", getattr(made_reports, name)()._repr_html_())


def test_a_batch_ends_with_its_table(same_as_golden):
    same_as_golden("batch.txt", plain(made_reports.every()))


def test_a_batch_as_a_page(same_as_golden):
    same_as_golden("batch.html", document(made_reports.every()))


def test_every_finding_and_place_where_all_are_asked_for(same_as_golden):
    same_as_golden("faulty_full.txt", plain([made_reports.faulty()], full=True))


def test_json_with_hostile_text(same_as_golden):
    text = BatchReport(tuple(made_reports.every())).to_json()
    same_as_golden("batch.json", text.replace(f'"{version()}"', '"VERSION"') + "\n")
