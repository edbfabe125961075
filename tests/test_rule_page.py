"""A rule's page is read from the text of its module, and says what the rule itself says."""

from __future__ import annotations

import pytest

from icos_ingest import registry
from icos_ingest.rule_page import printed

BUILT_IN = [rule for rule in registry.rules().values() if type(rule).__module__.startswith("icos_ingest.")]


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.code)
def test_the_page_without_the_rule_is_the_page_of_the_rule(rule: registry.Rule) -> None:
    for word in (rule.code, rule.code.lower(), rule.name):
        found = printed(word)
        assert found is not None
        assert (found.code, found.name, found.severity) == (rule.code, rule.name, str(rule.severity))
        assert (found.page.summary, found.page.sections) == (rule.page.summary, rule.page.sections)


def test_nobody_is_no_rule() -> None:
    assert printed("T999") is None
    assert printed("../t201_repeated_time") is None
