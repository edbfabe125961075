"""I204 image-time-without-zone."""

TAKEN = "2024:06:01 12:00:00"


def test_the_cameras_clock_alone_is_noted(judge_image, photograph):
    (finding,) = judge_image(photograph(DateTimeOriginal=TAKEN))
    assert (finding.code, finding.severity) == ("I204", "info")
    assert (
        finding.message
        == "DateTimeOriginal is 2024:06:01 12:00:00 by the camera's clock, without an offset from UTC"
    )


def test_a_time_with_offset_is_left_alone(judge_image, photograph):
    assert judge_image(photograph(DateTimeOriginal=TAKEN, OffsetTimeOriginal="+01:00")) == ()


def test_an_image_without_time_is_left_alone(judge_image, photograph):
    assert judge_image(photograph(Make="StarDot")) == ()
