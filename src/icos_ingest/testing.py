r"""What every reader and every rule must pass, ours and those of plug-ins; inherit it in a test class.

    class TestContract(ReaderContract):
        reader = "ghg_notes"
        samples = (b"GHG\n1.5\n",)

pytest is only imported by the tests that inherit from here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO, ClassVar

from icos_ingest import registry
from icos_ingest.content import Block, Content, Reader, Table
from icos_ingest.dataset import Origin, to_dataset, violations
from icos_ingest.errors import IcosIngestError
from icos_ingest.model import Fault, Match, Options, Source
from icos_ingest.rule_kinds import FAMILIES, SECTIONS, FaultRule, Rule

Sample = bytes | Path
CUTS = (0.0, 0.1, 0.5, 0.9, 0.99)
"""Where samples are cut in two, as parts of their length."""


class ReaderContract:
    """What every reader promises; set `reader` and `samples`, which must be good files.

    Attributes:
        reader: its name in the registry.
        samples: good files of its format, as bytes or paths.
        is_data: whether its contents become datasets.
    """

    reader: ClassVar[str]
    samples: ClassVar[tuple[Sample, ...]]
    is_data: ClassVar[bool] = True

    def test_it_knows_its_samples(self) -> None:
        """The sniffer says yes, and why, with a word that the reader announced."""
        for sample in self.samples:
            answer = self._reader.sniff(_source(sample))
            assert isinstance(answer, Match), answer
            assert answer.format in self._reader.formats
            assert answer.evidence

    def test_it_says_why_not(self) -> None:
        """Nothing, and noise, are refused with a reason."""
        for data in (b"", b"\x00\x01\x02\x03" * 64):
            answer = self._reader.sniff(Source.of(data))
            assert isinstance(answer, str)
            assert answer

    def test_bytes_path_and_stream_are_alike(self, tmp_path: Path) -> None:
        """It does not matter where the bytes come from, and they are not changed."""
        for sample in self.samples:
            data = _bytes(sample)
            path = tmp_path / "sample"
            path.write_bytes(data)
            shapes = [self._shape(Source.of(each)) for each in (data, path, _Once(data))]
            assert shapes[0] == shapes[1] == shapes[2]
            assert path.read_bytes() == data

    def test_blocks_hang_together(self) -> None:
        """Rows, columns, stamps, lines and texts of a block are equally many."""
        for sample in self.samples:
            with self._open(_source(sample)) as content:
                rows = 0
                for block in _blocks(content):
                    assert block.first_row == rows
                    rows += block.n + block.lost
                    _check_block(block)

    def test_every_fault_has_its_rule(self) -> None:
        """Of whole samples and of cut ones."""
        known = {
            kind for rule in registry.rules().values() if isinstance(rule, FaultRule) for kind in rule.kinds
        }
        for sample in self.samples:
            for data in _cut(_bytes(sample)):
                try:
                    with self._open(Source.of(data)) as content:
                        kinds = {fault.kind for fault in _faults(content)}
                except IcosIngestError:
                    continue
                assert kinds <= known

    def test_a_cut_file_never_breaks_it(self) -> None:
        """Whatever is missing at the end, it reads or raises one of our own errors."""
        for sample in self.samples:
            for data in _cut(_bytes(sample)):
                with suppress(IcosIngestError):
                    self._shape(Source.of(data))

    def test_the_dataset_keeps_the_model(self) -> None:
        """No violation of docs/model.md."""
        for sample in self.samples if self.is_data else ():
            source = _source(sample)
            with self._open(source) as content:
                assert violations(to_dataset(content, Origin(source))) == []

    @property
    def _reader(self) -> Reader:
        return registry.reader(self.reader)

    def _open(self, source: Source) -> Content:
        return self._reader.read(source, Options(all_columns=True), None)

    def _shape(self, source: Source) -> list[object]:
        """Everything countable that a reading gives."""
        with ExitStack() as stack:
            content = stack.enter_context(self._open(source))
            found: list[object] = [content.facts.format, sorted(content.facts.header)]
            found += [[info.name for info in table.columns] for table in content.tables().values()]
            found.append(sum(block.n for block in _blocks(content)))
            found += [
                (path, array.dims, array.shape, str(array.dtype)) for path, array in content.arrays().items()
            ]
            for array in content.arrays().values():
                for window in array.windows():
                    array.read(window)
            for member in content.members():
                with member.open() as stream:
                    found.append(len(stream.read()))
            return found


class RuleContract:
    """What every rule promises; set `rule`.

    Attributes:
        rule: its code or name in the registry.
    """

    rule: ClassVar[str]

    def test_its_documentation_is_whole(self) -> None:
        """A summary and every section, in order, none of them empty."""
        page = self._rule.page
        assert page.summary
        assert tuple(page.sections) == SECTIONS
        assert all(page.sections.values())

    def test_its_name_is_its_modules(self) -> None:
        """Code, name and family come from the file."""
        rule = self._rule
        module = type(rule).__module__.rsplit(".", 1)[-1]
        assert module == f"{rule.code}_{rule.name}".lower().replace("-", "_")
        assert rule.code[0] in FAMILIES

    def test_it_says_how_to_mend(self) -> None:
        """The advice that findings carry."""
        assert self._rule.advice

    @property
    def _rule(self) -> Rule:
        return registry.rule(self.rule)


class _Once(io.RawIOBase, BinaryIO):
    """A stream that cannot be rewound."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def read(self, size: int | None = -1) -> bytes:
        return self._stream.read(size)


def _bytes(sample: Sample) -> bytes:
    return sample if isinstance(sample, bytes) else sample.read_bytes()


def _source(sample: bytes | Path | BinaryIO) -> Source:
    return Source.of(sample)


def _cut(data: bytes) -> Iterator[bytes]:
    return (data[: int(len(data) * part)] for part in CUTS)


def _blocks(content: Content) -> Iterator[Block]:
    tables: list[Table] = list(content.tables().values())
    return (block for table in tables for block in table.blocks())


def _faults(content: Content) -> Iterator[Fault]:
    yield from content.facts.faults
    for block in _blocks(content):
        yield from block.faults


def _check_block(block: Block) -> None:
    columns = [*block.columns.values()] + ([block.time] if block.time is not None else [])
    for column in columns:
        assert column.values.shape == column.missing.shape == column.refused.shape == (block.n,)
        assert not (column.missing & column.refused).any()
    if block.lines is not None:
        assert len(block.lines) == block.n
    if block.cells is not None:
        assert len(block.cells) == block.n
