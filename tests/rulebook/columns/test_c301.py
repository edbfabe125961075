"""C301 empty-table."""

from icos_ingest.model import Fault


def test_a_table_without_rows_blocks_the_upload(judge_faults):
    (finding,) = judge_faults(Fault("no-rows", blocks=True))
    assert (finding.code, finding.severity) == ("C301", "error")
    assert finding.message == "the table has no rows"
    assert finding.blocks_upload


def test_a_table_with_rows_is_left_alone(judge_faults):
    assert judge_faults() == ()
