"""C302 wrong-row-count."""

from icos_ingest.model import Fault, Place


def test_fewer_rows_than_announced_block_the_upload(judge_faults):
    (finding,) = judge_faults(Fault("fewer-rows", Place(value="47 rows"), expected="48 rows", blocks=True))
    assert (finding.code, finding.severity) == ("C302", "error")
    assert finding.message == "the table has fewer rows than announced: 47 rows, not 48 rows"


def test_more_rows_than_announced_block_the_upload(judge_faults):
    (finding,) = judge_faults(Fault("more-rows", Place(line=60), "48 rows", blocks=True))
    assert finding.message == "the table has more rows than announced: 48 rows"
    assert finding.place.line == 60


def test_the_announced_number_of_rows_is_left_alone(judge_faults):
    assert judge_faults() == ()
