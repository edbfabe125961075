"""I202 null-position."""


def test_zeros_are_a_warning(judge_image, photograph):
    zeros = {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}
    (finding,) = judge_image(photograph(gps=zeros))
    assert (finding.code, finding.severity) == ("I202", "warning")
    assert finding.message == "the position in EXIF is 0° N, 0° E, as a camera without reception writes it"


def test_a_place_on_the_equator_is_left_alone(judge_image, photograph):
    equator = {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (36.0, 0.0, 0.0)}
    assert judge_image(photograph(gps=equator)) == ()
