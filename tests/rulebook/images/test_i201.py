"""I201 impossible-position."""

import pytest

HYLTEMOSSA = {1: "N", 2: (56.0, 5.0, 51.0), 3: "E", 4: (13.0, 25.0, 8.0)}
ZONED = {"DateTimeOriginal": "2024:06:01 12:00:00", "OffsetTimeOriginal": "+01:00"}


@pytest.mark.parametrize(
    ("change", "axis"),
    [
        ({2: (95.0, 0.0, 0.0)}, "latitude"),
        ({4: (181.0, 0.0, 0.0)}, "longitude"),
        ({1: "X"}, "latitude"),
        ({3: "N"}, "longitude"),
    ],
)
def test_what_is_not_on_the_earth_is_a_warning(judge_image, photograph, change, axis):
    (finding,) = judge_image(photograph(gps=HYLTEMOSSA | change, **ZONED))
    assert (finding.code, finding.severity) == ("I201", "warning")
    assert finding.message.startswith(f"the {axis} in EXIF is impossible: ")


def test_a_position_is_left_alone(judge_image, photograph):
    assert judge_image(photograph(gps=HYLTEMOSSA, **ZONED)) == ()


def test_a_receiver_without_reception_is_left_alone(judge_image, photograph):
    from PIL.TiffImagePlugin import IFDRational

    blank = (IFDRational(0, 0),) * 3
    assert judge_image(photograph(gps=HYLTEMOSSA | {2: blank, 4: blank}, **ZONED)) == ()
