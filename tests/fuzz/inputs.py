"""Input number i of a seed: which file, damaged how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from tests.fuzz import checked, packed, raw, texts
from tests.fuzz.raw import MOST, Mutation
from tests.fuzz.seeds import Seed

BINARY = raw.MUTATIONS
BY_KIND: dict[str, tuple[Mutation, ...]] = {
    "text": texts.MIXED,
    "code": texts.MIXED,
    "zip": (*BINARY, *[packed.zip_member] * 20),
    "xlsx": (*BINARY[::4], *[packed.zip_member] * 20),
    "tar": (*BINARY, *[packed.tar_header] * 10),
    "gzip": (*BINARY, *[packed.gzipped] * 20),
    "bzip2": (*BINARY[::4], *[packed.bzipped] * 20),
    "xz": (*BINARY[::4], *[packed.xz] * 20),
    "hdf5": (*BINARY, *[checked.header] * 10),
    "image": (*BINARY, *[packed.png_chunk] * 10),
    "notebook": (*texts.MIXED[::4], *[packed.json_node] * 20),
}
"""Mutations of a kind of bytes, the frequent ones several times."""
OFTEN = {"text": 7, "hdf5": 4, "classic": 3, "tiff": 4, "image": 4, "zip": 2}
"""How often a kind is chosen, once by default."""


@dataclass(frozen=True)
class Input:
    """Bytes to judge, and where they came from."""

    number: int
    name: str
    kind: str
    data: bytes
    steps: tuple[str, ...]


class Inputs:
    """Every input of one seed of the random numbers; the same on each run with the same libraries."""

    def __init__(self, seeds: Sequence[Seed], seed: int) -> None:
        self._seeds = seeds
        self._seed = seed

    @cached_property
    def _by_kind(self) -> dict[str, list[Seed]]:
        kinds = sorted({seed.kind for seed in self._seeds})
        return {kind: [seed for seed in self._seeds if seed.kind == kind] for kind in kinds}

    def __getitem__(self, number: int) -> Input:
        rng = Random(f"{self._seed}-{number}")
        weights = [OFTEN.get(kind, 1) for kind in self._by_kind]
        kind = rng.choices(list(self._by_kind), weights)[0]
        seed = rng.choice(self._by_kind[kind])
        data, steps = seed.data, []
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5))):
            if not 0 < len(data) <= MOST:
                break
            if rng.random() < 0.04:
                other = rng.choice(self._by_kind[kind])
                data = raw.spliced(data, other.data, rng)
                steps.append(f"spliced {other.name}")
                continue
            mutation = rng.choice(BY_KIND.get(kind, BINARY))
            data = mutation(data, rng)
            steps.append(mutation.__name__)
        return Input(number, seed.name, kind, data[:MOST], tuple(steps))
