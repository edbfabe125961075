"""Notebooks for the tests of rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from icos_ingest.model import Finding


@pytest.fixture
def judge_notebook(judge_bytes) -> Callable[..., tuple[Finding, ...]]:
    """The findings of all rules on a notebook of code cells: text, execution count, outputs of each."""

    def judge(*cells: tuple[Any, ...]) -> tuple[Finding, ...]:
        made = [
            {"cell_type": "code", "id": f"c{number}", "metadata": {}, "source": text}
            | {"execution_count": count, "outputs": outputs}
            for number, (text, count, *outputs) in enumerate(cells)
        ]
        book = {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        return judge_bytes(json.dumps(book).encode(), "notebook")

    return judge
