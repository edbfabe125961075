"""N201 unparsable-code."""

import pytest


def test_a_grammatical_mistake_has_its_line(judge_bytes):
    (finding,) = judge_bytes(b"import numpy\nx = (1, 2\n", "python_code")
    assert (finding.code, finding.severity, finding.place.line) == ("N201", "error", 2)
    assert finding.message.startswith("the code does not parse: '(' was never closed")


def test_grammatical_code_is_left_alone(judge_bytes):
    assert judge_bytes(b"import numpy\nprint('CO2')\n", "python_code") == ()


@pytest.mark.parametrize(
    "text", ["print 'CO2'", "exec 'x = 1'", "try:\n    f()\nexcept ValueError, error:\n    pass"]
)
def test_python_2_is_a_warning_with_the_way_out(judge_bytes, text):
    (finding,) = judge_bytes(f"import numpy\n{text}\n".encode(), "python_code")
    assert (finding.code, finding.severity) == ("N201", "warning")
    assert "2to3" in finding.fix
