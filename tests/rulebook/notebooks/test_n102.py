"""N102 missing-cell-id."""

from icos_ingest.model import Fault, Place


def test_a_cell_without_id_is_a_warning(judge_faults):
    (finding,) = judge_faults(Fault("notebook-cell-id", Place(index=(2,)), detail="the cell has no id"))
    assert (finding.code, finding.severity) == ("N102", "warning")
    assert finding.message == "cell 3 has no id of its own: the cell has no id"


def test_a_notebook_with_ids_is_left_alone(judge_faults):
    assert judge_faults() == ()
