"""The check of one file in a process of its own, so that a crash of a C library is a finding.

Only libraries that are written in C and read what strangers made need it: a reader says so (`Reader.native`).
Texts and data in memory are judged where they are.

    judge ── a reader without C, or a file that is trusted ──→ run                    (pipeline/running.py)
       └──── else: Request ──→ child process: run ──→ Part …, Report                   (wire.py, serve.py)
                                      └ dies: the last Part, and a finding that says how (process.py)
"""

from icos_ingest.pipeline.child.judging import judge

__all__ = ["judge"]
