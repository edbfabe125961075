"""The other side: open a file as it was opened there, and look at the spans that are asked for."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from icos_ingest import registry
from icos_ingest.check import Checker
from icos_ingest.content import Span
from icos_ingest.model import Source
from icos_ingest.pipeline.beside.words import FORGET, Asked, Opening
from icos_ingest.pipeline.looking import Looking, Seen
from icos_ingest.portal import PortalFold, columns_of


class _Open:
    """A file that is open, and whoever looks at it."""

    def __init__(self, opening: Opening, asked: Asked, stack: ExitStack) -> None:
        self._path = Path(opening.path)
        source, spec = Source.of(self._path), opening.spec
        content = stack.enter_context(registry.reader(opening.reader).read(source, opening.options, spec))
        rules = [registry.rule(code) for code in asked.rules]
        self._checker = Checker(rules, asked.ctx, overview=asked.drawn)
        looker = self._checker.looker(content)
        self._table = next(iter(content.tables().values()))
        fold = PortalFold(content.facts, columns_of(content), spec, None) if asked.judged and spec else None
        self._looking = Looking(lambda table, block: looker.look(table.name, block), self._table, fold)

    def seen(self, span: Span) -> Seen | None:
        """What there is to say of some rows, None where only their turn can tell."""
        with self._path.open("rb") as stream:
            stream.seek(span.offset)
            data = stream.read(span.size)
        if len(data) < span.size or self._table.part_at is None:
            return None
        seen = self._looking.ahead(self._table.part_at(span, data))
        if seen is not None:
            self._checker.remember(seen.looked)
        return seen

    def forget(self) -> None:
        """Tell everything anew."""
        self._checker.forget()


def main() -> None:
    """Answer from standard input until it ends; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked stops us
    registry.rules()  # both are loaded while nobody has asked yet
    registry.readers()
    with answers, ExitStack() as stack:
        while _answered(stack, answers):
            stack.close()


def _answered(stack: ExitStack, answers: IO[bytes]) -> bool:
    """Answer about one file, up to the word that tells of the end; False where nobody asks any more."""
    try:
        # All words come from the process that started us.
        opening, asked = pickle.load(sys.stdin.buffer)  # noqa: S301
        opened = _opened(opening, asked, stack)
        while (said := pickle.load(sys.stdin.buffer)) is not None:  # noqa: S301
            if isinstance(said, Span):
                pickle.dump(_seen(opened, said), answers, protocol=5)
                answers.flush()
            elif said == FORGET and opened:
                opened.forget()
    except EOFError:
        return False
    return True


def _opened(opening: Opening, asked: Asked, stack: ExitStack) -> _Open | None:
    try:
        return _Open(opening, asked, stack)
    except Exception:  # noqa: BLE001  # whoever asked does it alone, and says what is wrong
        return None


def _seen(opened: _Open | None, span: Span) -> Seen | None:
    try:
        return opened.seen(span) if opened else None
    except Exception:  # noqa: BLE001  # as above
        return None
