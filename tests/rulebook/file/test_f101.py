"""F101 damaged-file."""

from icos_ingest.model import Fault, Place


def test_damage_names_the_variable_and_the_cause(judge_faults):
    (finding,) = judge_faults(
        Fault("damaged", Place(field="co2", group="/raw"), detail="chunk 3 does not decompress")
    )
    assert (finding.code, finding.severity) == ("F101", "error")
    assert finding.message == "'co2' is damaged: chunk 3 does not decompress"
    assert finding.place.group == "/raw"


def test_a_sound_file_is_left_alone(judge_faults):
    assert judge_faults() == ()
