"""Every rule keeps the contract of rules."""

from __future__ import annotations

import pytest

from icos_ingest import registry
from icos_ingest.testing import RuleContract


class TestEveryRule(RuleContract):
    @pytest.fixture(autouse=True, params=sorted(registry.rules()))
    def _of(self, request: pytest.FixtureRequest) -> None:
        self.rule = request.param
