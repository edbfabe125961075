"""C411 only-filled-flux."""

ALONE = "TIMESTAMP_START,TIMESTAMP_END,FC_F_1_1_1,TA,LE"


def test_a_filled_flux_alone_is_an_error(judge_upload):
    (finding,) = judge_upload("C411", titles=ALONE)
    assert finding.severity == "error"
    assert finding.message == "'FC_F_1_1_1' is filled, and the measured values are not there"
    assert finding.expected == "a column FC_1_1_1"


def test_a_filled_flux_beside_the_measured_one_is_left_alone(judge_upload):
    assert judge_upload("C411", titles="TIMESTAMP_START,TIMESTAMP_END,FC,FC_F,TA_F") == []
    assert judge_upload("C411", titles=ALONE, name="fluxes.csv") == []
