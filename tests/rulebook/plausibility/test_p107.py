"""P107 light-against-radiation."""

import numpy as np

from icos_ingest.content import ColumnInfo

TIME = [str(np.datetime64("2024-06-01T00:00") + np.timedelta64(30 * i, "m")) for i in range(192)]
SUN = np.clip(-np.cos(2 * np.pi * np.arange(192) / 48), 0, None) * 700
NOISE = np.random.default_rng(2).normal(1, 0.05, 192)


def told(judge_columns, light, sun=SUN):
    columns = [(ColumnInfo(name, name), v) for name, v in (("SW_IN_1_1_1", sun), ("PPFD_IN_1_1_1", light))]
    return [f.message for f in judge_columns(*columns, time=TIME, fmt="fluxnet") if f.code == "P107"]


def test_a_ratio_that_no_sunlight_has_is_a_warning(judge_columns):
    assert told(judge_columns, SUN * NOISE) == ["by day 'PPFD_IN_1_1_1' is 1.00 times 'SW_IN_1_1_1'"]


def test_light_at_another_time_is_a_warning(judge_columns):
    (message,) = told(judge_columns, 2 * np.roll(SUN, 9))
    assert message.startswith("by day 'PPFD_IN_1_1_1' does not follow 'SW_IN_1_1_1' (R2 0.")


def test_twice_the_radiation_and_few_hours_of_day_are_left_alone(judge_columns):
    assert told(judge_columns, 2.02 * SUN * NOISE) == []
    assert told(judge_columns, np.where(np.arange(192) < 60, SUN, np.nan)) == []
