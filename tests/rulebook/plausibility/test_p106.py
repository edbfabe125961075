"""P106 unbalanced-carbon-fluxes."""

import numpy as np

from icos_ingest.content import ColumnInfo

NAMES = ("NEE_VUT_REF", "RECO_NT_VUT_REF", "GPP_NT_VUT_REF")
RECO = np.linspace(2.0, 4.0, 100)
GPP = np.linspace(0.0, 20.0, 100)
TIME = [str(np.datetime64("2024-01-01T00:00") + np.timedelta64(30 * i, "m")) for i in range(100)]


def told(judge_columns, nee, reco, gpp):
    columns = [(ColumnInfo(name, name), values) for name, values in zip(NAMES, (nee, reco, gpp), strict=True)]
    return [f for f in judge_columns(*columns, time=TIME, fmt="fluxnet") if f.code == "P106"]


def test_the_other_sign_of_gpp_is_named_once(judge_columns):
    (finding,) = told(judge_columns, RECO - GPP, RECO, -GPP)
    assert (finding.severity, finding.count, finding.place.field) == ("warning", 1, "GPP_NT_VUT_REF")
    assert finding.message.startswith("'GPP_NT_VUT_REF' has the other sign")


def test_a_row_that_does_not_add_up_is_placed(judge_columns):
    nee = RECO - GPP
    nee[17] += 1
    (finding,) = told(judge_columns, nee, RECO, GPP)
    assert (finding.place.field, finding.place.index) == ("NEE_VUT_REF", (17,))


def test_a_balance_and_references_of_different_thresholds_are_left_alone(judge_columns):
    assert told(judge_columns, RECO - GPP, RECO, GPP) == []
    assert told(judge_columns, RECO - GPP + 0.5, RECO, GPP) == []
