"""N103 disordered-cell."""

import pytest


def test_a_cell_that_ran_before_one_above_it_is_noted(judge_notebook):
    (finding,) = judge_notebook(("x = 1", 1), ("y = 2", 7), ("z = 3", 6))
    assert (finding.code, finding.severity, finding.place.index) == ("N103", "info", (2,))
    assert finding.message == (
        "cell 3 ran before one above it: it ran as number 6, and a cell above it as number 7"
    )


@pytest.mark.parametrize("counts", [(1, 2, 3), (1, 3, 9), (None, None, None)])
def test_cells_in_order_are_left_alone(judge_notebook, counts):
    assert judge_notebook(*((f"x = {count}", count) for count in counts)) == ()
