"""Every number that a rule compares with has a unit and a source, and belongs to a rule."""

from __future__ import annotations

import json

import pytest

from icos_ingest.errors import SchemaFileError
from icos_ingest.registry import rules
from icos_ingest.resources import schemas_root
from icos_ingest.schema import thresholds

DOCUMENTS = sorted((schemas_root() / "thresholds").glob("*.json"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_belongs_to_a_rule_and_names_its_sources(path):
    assert path.stem in {rule.name for rule in rules().values()}
    for entry in json.loads(path.read_text(encoding="utf-8")).values():
        assert set(entry) == {"value", "unit", "source"}
    for threshold in thresholds(path.stem).values():
        assert isinstance(threshold.value, int | float)
        assert threshold.unit
        assert len(threshold.source) > len("own")


def test_a_rule_without_thresholds_is_an_error():
    with pytest.raises(SchemaFileError):
        thresholds("no-such-rule")
