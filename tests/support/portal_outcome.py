"""How far `ingest` agrees with a result of the portal."""

from __future__ import annotations

import hashlib
from typing import Any

from icos_ingest import ingest
from icos_ingest.schema import Spec


def outcome(case: dict[str, Any], spec: Spec) -> str:
    """`agrees`, or what does not."""
    found = ingest(case["data"], spec=spec, nrows=case["n_rows"])
    if found.verdict != case["verdict"]:
        return f"{case['format']}: {case['verdict']} ({case.get('reason')}), not {found.verdict}"
    if found.verdict == "rejected":
        return "agrees" if found.reason else f"{case['format']}: refused without a reason"
    expected = {key: value for key, value in case["extract"].items() if key != "coverage"}
    if found.extract != expected:
        return f"{case['format']}: another extract"
    columns = [[title, hashlib.sha256(values.tobytes()).hexdigest()[:16]] for title, values in found.columns]
    return "agrees" if columns == case["columns"] else f"{case['format']}: other values"
