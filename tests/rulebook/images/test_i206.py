"""I206 image-time-unlike-name."""

import pytest

PHENOCAM = "hyltemossa_IR_2024_06_01_120000.jpg"
RAW = "SE-Htm_PHEN_202406011200_L01_F01.jpg"


def _codes(findings) -> list[str]:
    return [finding.code for finding in findings if finding.code != "I204"]


@pytest.mark.parametrize("name", [PHENOCAM, RAW])
def test_an_hour_between_clocks_is_a_warning(judge_image, photograph, name):
    findings = judge_image(photograph(DateTimeOriginal="2024:06:01 13:00:05"), name)
    (finding,) = (one for one in findings if one.code == "I206")
    assert finding.severity == "warning"
    assert finding.message == (
        "the name says 2024-06-01 12:00:00, the camera's clock 2024-06-01 13:00:05, "
        "whole hours as between two time zones or with summer time"
    )


@pytest.mark.parametrize("taken", ["2024:06:01 12:05:01", "2023:06:01 12:00:00", "2024:06:02 12:30:00"])
def test_other_differences_are_told_without_a_guess(judge_image, photograph, taken):
    findings = judge_image(photograph(DateTimeOriginal=taken), RAW)
    (finding,) = (one for one in findings if one.code == "I206")
    assert "whole hours" not in finding.message


@pytest.mark.parametrize("taken", ["2024:06:01 12:00:05", "2024:06:01 11:55:00", "2024:06:01 12:05:00"])
def test_clocks_that_agree_are_left_alone(judge_image, photograph, taken):
    assert _codes(judge_image(photograph(DateTimeOriginal=taken), RAW)) == []


@pytest.mark.parametrize(
    "name", ["picture.jpg", "hyltemossa_2024_06_31_120000.jpg", "SE-Htm_BM_20240601_L01_F01.jpg"]
)
def test_other_names_are_not_asked(judge_image, photograph, name):
    assert _codes(judge_image(photograph(DateTimeOriginal="2023:06:01 12:00:00"), name)) == []
