"""Processes that look at rows of a large table beside this one.

Threads of one process take turns at everything that is not a long loop in C, so that two of them keep one and
a half cores busy; two processes keep two. Another one opens the same file, is told spans of it, and answers
with what there is to say of their rows; this one looks at other rows meanwhile, and joins all in file order
(`pipeline/looking.py`). Whatever goes wrong there is done here again.

    this process ── Opening, Span, Span … ──→ other process       (process.py, serve.py)
                 ←──────── Seen, Seen … ─────
"""

from icos_ingest.pipeline.beside.process import Helper, helpers_for, warm
from icos_ingest.pipeline.beside.words import Asked, Opening

__all__ = ["Asked", "Helper", "Opening", "helpers_for", "warm"]
