"""I207 turned-image."""


def test_a_turned_image_is_noted(judge_image, photograph):
    (finding,) = judge_image(photograph(Orientation=6))
    assert (finding.code, finding.severity) == ("I207", "info")
    assert finding.message == "the image is stored lying on its left side (orientation 6)"


def test_an_upright_image_is_left_alone(judge_image, photograph):
    assert judge_image(photograph(Orientation=1)) == ()
