"""I203 image-off-station."""

NAME = "SE-Htm_PHEN_202406011200_L01_F01.jpg"


def _at(letter: str) -> dict[int, object]:
    return {1: "N", 2: (56.0, 5.0, 51.0), 3: letter, 4: (13.0, 25.0, 8.0)}


def test_a_lost_sign_is_a_warning(judge_image, photograph):
    (finding,) = judge_image(photograph(gps=_at("W")), NAME)
    assert (finding.code, finding.severity) == ("I203", "warning")
    assert finding.message == (
        "the position in EXIF, 56.0975 N, -13.4189 E, is 1,654 km away from Hyltemossa"
    )


def test_a_picture_of_the_station_is_left_alone(judge_image, photograph):
    assert judge_image(photograph(gps=_at("E")), NAME) == ()


def test_a_picture_of_no_station_is_not_asked(judge_image, photograph):
    assert judge_image(photograph(gps=_at("W")), "picture.jpg") == ()
