"""P108 air-against-sonic-temperature."""

import numpy as np

from icos_ingest.content import ColumnInfo

TIME = [str(np.datetime64("2024-06-01T00:00") + np.timedelta64(30 * i, "m")) for i in range(192)]
AIR = 12 - 6 * np.cos(2 * np.pi * np.arange(192) / 48)
NOISE = np.random.default_rng(3).normal(0.5, 0.3, 192)


def told(judge_columns, sonic, air=AIR):
    columns = [(ColumnInfo(name, name), v) for name, v in (("TA_1_1_1", air), ("T_SONIC", sonic))]
    return [f.message for f in judge_columns(*columns, time=TIME, fmt="fluxnet") if f.code == "P108"]


def test_a_sonic_that_is_far_off_is_a_warning(judge_columns):
    assert told(judge_columns, AIR + 15) == ["'T_SONIC' is +15.0 °C from 'TA_1_1_1' in the mean"]


def test_a_sonic_by_another_clock_is_a_warning(judge_columns):
    assert told(judge_columns, np.roll(AIR, 24)) == ["'T_SONIC' does not follow 'TA_1_1_1' (R2 0.00)"]


def test_the_same_air_and_air_that_hardly_changes_are_left_alone(judge_columns):
    assert told(judge_columns, AIR + NOISE) == []
    assert told(judge_columns, 12 + NOISE, 12 + NOISE[::-1] / 3) == []
