"""N105 skipped-cell."""


def test_a_cell_that_was_passed_over_is_noted(judge_notebook):
    (finding,) = judge_notebook(("x = 1", 1), ("y = 2", None), ("z = 3", 2))
    assert (finding.code, finding.severity, finding.place.index) == ("N105", "info", (1,))
    assert finding.message == "cell 2 was not run, though others were"


def test_empty_cells_and_comments_are_left_alone(judge_notebook):
    assert judge_notebook(("x = 1", 1), ("", None), ("# later", None)) == ()


def test_a_notebook_that_was_never_run_is_left_alone(judge_notebook):
    assert judge_notebook(("x = 1", None), ("y = 2", None)) == ()
