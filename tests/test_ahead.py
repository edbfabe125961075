"""Work on other threads: results in order, nothing lost, nothing left running."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from icos_ingest.ahead import in_order, workers


def slow(number: int) -> str:
    """The earlier, the later it is done."""
    time.sleep(0.02 / (number + 1))
    return f"{number} on {threading.current_thread().name}"


def test_results_come_in_the_order_of_the_items() -> None:
    found = list(in_order(slow, range(12), lambda _: True))
    assert [item for item, _ in found] == list(range(12))
    assert all(result.startswith(f"{item} on icos-ingest") for item, result in found)


def test_light_items_start_no_thread() -> None:
    found = list(in_order(slow, range(3), lambda _: False))
    assert {result.split(" on ")[1] for _, result in found} == {threading.current_thread().name}


def test_light_items_between_heavy_ones_keep_their_place() -> None:
    found = list(in_order(slow, range(9), lambda number: number % 3 == 0))
    assert [item for item, _ in found] == list(range(9))


def test_no_more_items_are_taken_than_are_worked_on() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    for item, _ in in_order(slow, items(), lambda _: True):
        assert len(taken) <= item + workers() + 1


def test_an_error_is_raised_where_its_result_is_taken() -> None:
    def fragile(number: int) -> int:
        return 6 // (3 - number)

    seen = []
    with pytest.raises(ZeroDivisionError):
        seen.extend(item for item, _ in in_order(fragile, range(9), lambda _: True))
    results = in_order(fragile, range(9), lambda _: True)
    assert [next(results)[0] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_no_thread_outlives_the_one_who_asked() -> None:
    results = in_order(slow, range(50), lambda _: True)
    next(results)
    results.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("icos-ingest")]
