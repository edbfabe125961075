"""I205 impossible-image-time."""

import pytest


@pytest.mark.parametrize("said", ["0000:00:00 00:00:00", "2024:13:01 12:00:00", "2024-06-01T12:00:00"])
def test_what_no_clock_shows_is_a_warning(judge_image, photograph, said):
    (finding,) = judge_image(photograph(DateTimeOriginal=said))
    assert (finding.code, finding.severity) == ("I205", "warning")
    assert finding.message == f"DateTimeOriginal is no time: {said}"


def test_a_time_that_is_left_blank_is_left_alone(judge_image, photograph):
    assert judge_image(photograph(DateTimeOriginal="    :  :     :  :  ")) == ()
