"""C407 missing-standard-variable."""

OWN = "TIMESTAMP_START,TIMESTAMP_END,flux,temperature,latent"


def test_a_file_of_own_names_is_an_error(judge_upload):
    (finding,) = judge_upload("C407", titles=OWN)
    assert finding.severity == "error"
    assert finding.message == "none of the 3 variables has a standard name: flux, temperature, latent"


def test_one_standard_name_is_enough(judge_upload):
    assert judge_upload("C407", titles="TIMESTAMP_START,TIMESTAMP_END,flux,TA,latent") == []
    assert judge_upload("C407", titles=OWN, name="fluxes.csv") == []
