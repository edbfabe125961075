"""F104 external-link."""

from icos_ingest.model import Fault, Place


def test_a_link_names_what_it_points_to(judge_faults):
    (finding,) = judge_faults(Fault("external-link", Place(field="co2", value="../raw/june.h5")))
    assert (finding.code, finding.severity) == ("F104", "warning")
    assert finding.message == "the data of 'co2' lie in another file: ../raw/june.h5"


def test_a_file_that_holds_its_own_data_is_left_alone(judge_faults):
    assert judge_faults() == ()
