"""H408 nonstandard-raw-name."""

import pytest

from icos_ingest.schema import wrong_parts

GOOD = [
    "FA-Lso_EC_201202040437_L03_F12.csv",
    "BE-Lon_BM_20170815_L99_F01.dat",
    "BE-Lon_BM_20170815_L99_F01.zip",
    "FA-Lso_SAHEAT_20100603_L01_F02.txt",
    "BE-Lon_PHEN_202212040430_L03_F01.zip",
    "SE-Htm_EC_202403010030_L01_F01_img.zip",
    "SE-Htm_EC_20240301_L01_F01.zip",
    "SE-Htm_fluxes_2024-03-01.csv",
    "US-CRT_HH_201101010000_201201010000.csv",
    "AMF_SE-Htm_BASE_HH_1-5.csv",
]
BAD = {
    "FA-Lso-EC-201202040437-L03-F12.csv": "parts between underscores",
    "BE-Lon_BM_201708150000_L99_F01.dat": "BM is named without a time of day",
    "FA-Lso_EC_201202040437_L03_F12.blabla": "it ends in '.blabla'",
    "FAA-Lso_EC_201202040437_L03_F12.csv": "the station is 'FAA-Lso'",
    "FA-Lso_EC_201202040437_F12.csv": "parts between underscores",
    "FA-Lso_XX_201202040437_L03_F12.csv": "the type is 'XX'",
    "FA-Lso_EC_20120204_L03_F12.csv": "EC is named with a time of day",
    "FA-Lso_EC_201299040437_L03_F12.csv": "is no date",
}


@pytest.mark.parametrize("name", GOOD)
def test_good_names_and_names_of_other_files_are_left_alone(judge_bytes, name):
    assert wrong_parts(name) == []
    assert not [one for one in judge_bytes(b"a,b\n1,2\n", "delimited_text", name=name) if one.code == "H408"]


@pytest.mark.parametrize("name", BAD)
def test_a_part_that_is_wrong_is_named(judge_bytes, name):
    found = judge_bytes(b"a,b\n1,2\n", "delimited_text", name=name)
    (finding,) = (one for one in found if one.code == "H408")
    assert finding.severity == "warning"
    assert BAD[name] in finding.message
