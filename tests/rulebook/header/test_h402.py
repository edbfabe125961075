"""H402 nonstandard-upload-name."""

import pytest


@pytest.mark.parametrize(
    ("name", "severity", "words"),
    [
        ("US-CRT_HH_2011.csv", "warning", "it has 3 parts"),
        ("us-CRT_HH_201101010000_201101010200.csv", "error", "the site's id is 'us-CRT'"),
        ("US-CRT_hh_201101010000_201101010200.csv", "error", "the resolution is 'hh'"),
        ("US-CRT_HH_20110101_201101010200.csv", "error", "the start is '20110101'"),
        ("US-CRT_HH_201101010000_201113010200.csv", "error", "the end is '201113010200'"),
        ("US-CRT_HH_201101010000_201101010200.dat", "error", "it does not end in .csv"),
    ],
)
def test_each_wrong_part_is_named(judge_upload, name, severity, words):
    (finding,) = judge_upload("H402", name=name)
    assert finding.severity == severity
    assert words in finding.message


@pytest.mark.parametrize(
    "name",
    [
        "US-CRT_HH_201101010000_201101010200.csv",
        "US-CRT_HR_201101010000_201101010200_v2.csv",
        "AMF_US-CRT_BASE_HH_2-5.csv",
        "FLX_CH-Cha_FLUXNET2015_FULLSET_HH_2005-2020_beta-3.csv",
        "",
    ],
)
def test_good_names_and_others_are_left_alone(judge_upload, name):
    assert judge_upload("H402", name=name) == []
