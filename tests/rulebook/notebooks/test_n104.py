"""N104 uncounted-output."""

OUTPUT = {"output_type": "stream", "name": "stdout", "text": ["1\n"]}


def test_an_output_without_a_run_is_a_warning(judge_notebook):
    (finding,) = judge_notebook(("print(1)", None, OUTPUT))
    assert (finding.code, finding.severity, finding.place.index) == ("N104", "warning", (0,))
    assert finding.message == "cell 1 has outputs, but no number of its run"


def test_an_output_of_a_run_is_left_alone(judge_notebook):
    assert judge_notebook(("print(1)", 1, OUTPUT)) == ()
