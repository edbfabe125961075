"""C408 nonstandard-variable-name."""

import pytest


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("Fc", "FC"),
        ("U*", "USTAR"),
        ("TSOIL_1_1_1", "TS_1_1_1"),
        ("ALBEDO", "ALB"),
        ("SWC_1_1_1_F", "SWC_F_1_1_1"),
        ("NEE_F_PI", "NEE_PI_F"),
        ("TA_SD_1", "TA_1_SD"),
        ("my_probe", "a variable of AmeriFlux's list"),
    ],
)
def test_the_name_that_was_meant_is_suggested(judge_upload, title, meant):
    (finding,) = judge_upload("C408", titles=f"TIMESTAMP_START,TIMESTAMP_END,{title},TA,LE")
    assert (finding.severity, finding.expected) == ("warning", meant)
    assert finding.message == f"'{title}' is no standard name"
    assert finding.place.column == 3


@pytest.mark.parametrize(
    "title",
    ["FC", "NEE_PI", "NEE_PI_F", "SWC_F_1_1_1", "TA_1_1_A_SD", "TA_1", "H_SSITC_TEST", "T_SONIC_SIGMA"],
)
def test_standard_names_are_left_alone(judge_upload, title):
    assert judge_upload("C408", titles=f"TIMESTAMP_START,TIMESTAMP_END,{title},WS,LE") == []


def test_files_that_are_not_for_fp_in_are_left_alone(judge_upload):
    assert judge_upload("C408", ("FC", "Fc"), name="fluxes.csv") == []
