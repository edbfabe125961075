"""H401 cut-header."""

LOGGER = '"TOA5","Htm","CR1000X","1","OS","CPU:x.CR1X","1","meteo"\n'
TITLES = '"TIMESTAMP","RECORD","TA_Avg"\n'
UNITS = '"TS","RN","Deg C"\n"","","Avg"\n'
ROW = '"2024-03-01 00:30:00",1,4.2\n'


def test_a_header_that_ends_early_is_an_error(judge_bytes):
    (finding, *_) = judge_bytes((LOGGER + TITLES).encode(), "toa5")
    assert (finding.code, finding.severity) == ("H401", "error")
    assert finding.message == "the header is not whole: there are 2 header lines"
    assert finding.expected.startswith("four lines")


def test_a_whole_header_is_left_alone(judge_bytes):
    assert judge_bytes((LOGGER + TITLES + UNITS + ROW).encode(), "toa5") == ()
