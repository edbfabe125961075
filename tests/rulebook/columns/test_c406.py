"""C406 missing-primary-flux."""

NO_FLUX = "TIMESTAMP_START,TIMESTAMP_END,WS,TA,RH"


def test_a_file_without_fluxes_is_told(judge_upload):
    (finding,) = judge_upload("C406", titles=NO_FLUX)
    assert (finding.severity, finding.message) == ("warning", "none of FC, FCH4, LE, H is there")


def test_a_flux_with_qualifiers_is_one(judge_upload):
    assert judge_upload("C406") == []
    assert judge_upload("C406", titles="TIMESTAMP_START,TIMESTAMP_END,H_1_1_1,TA,RH") == []
    assert judge_upload("C406", titles=NO_FLUX, name="fluxes.csv") == []
