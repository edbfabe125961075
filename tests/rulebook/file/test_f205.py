"""F205 unwanted-wrapping."""

from icos_ingest.model import Fault, Place


def test_a_packed_file_blocks_the_upload_where_a_plain_one_is_wanted(judge_faults):
    (finding,) = judge_faults(
        Fault("wrapping-not-allowed", Place(value="a zip"), expected="the CSV itself", blocks=True)
    )
    assert (finding.code, finding.severity) == ("F205", "error")
    assert finding.message == "the file is a zip, and the specification wants it plain"
    assert finding.blocks_upload


def test_a_plain_file_is_left_alone(judge_faults):
    assert judge_faults() == ()
