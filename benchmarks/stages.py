"""Where the time goes: by stage and by rule, for one file of a specification.

python benchmarks/stages.py [SPEC] [MEGABYTES] [--spoilt N | --every-row] [--rules 20] [--quick]
python benchmarks/stages.py --file FILE
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Any

from measure import once, python, table_row
from stopwatch import Stopwatch

NAMES = {
    "icosOtcL2Product": "ICOS_OTC_SOOP_L2.csv",
    "atcCo2NrtDataObject": "ICOS_ATC_NRT_HTM_150.0_489.CO2",
    "etcL2Fluxnet": "ICOSETC_SE-Svb_FLUXNET_HH_L2.csv",
}
"""What the files are called; `kinds` knows it, but would load half of what is to be timed."""
PARTS = {
    "identify": ("detect:identify",),
    "header": ("text.format:TextFormat.read_header", "delimited.survey:survey"),
    "plan of the columns": ("text.plan:plan_columns", "text.content:_sample"),
    "reading lines": ("text.lines:Lines.runs", "delimited.lines:TextLines.runs"),
    "taking quotes off": ("text.cut:_unquoted",),
    "cutting into cells": ("text.cut:Cut.cells",),
    "plain numbers": ("values.from_bytes:is_plain",),
    "polars": ("text.quick:QuickEngine._numbers",),
    "other cells": ("text.plan:Plan.column",),
    "row by row (plain engine)": (
        "text.split:PlainSplitter.rows", "text.split:QuotedSplitter.rows", "text.fit:fit_rows",
        "text.plain:Engine._columns", "delimited.cells:Splitter.rows", "delimited.engine:Engine._fit",
    ),
    "block, rest": (
        "text.plain:Engine._block", "text.quick:QuickEngine.block", "delimited.engine:Engine._block",
    ),
    "stamps": ("delimited.clock:Clock.column",),
    "judge": ("portal.fold:PortalFold.feed", "portal.fold:PortalFold.finish"),
    "findings and places": (
        "check.checker:Checker.block", "check.checker:Checker.look", "check.checker:Checker.join",
        "check.checker:Checker.finish",
    ),
    "quoted lines": ("pipeline.passing:Run._quote",),
    "report": ("pipeline.outcome:report_of", "render.text:block"),
}  # fmt: skip
"""Functions by stage, as `module:name`; what a stage calls that is another stage is not its own time."""
OF_RULES = ("look", "mask", "join", "tell", "check", "finish")
"""What is timed of every class of `text.stamp`, and of every rule."""


def main() -> None:
    """Two tables as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("spec", choices=list(NAMES), nargs="?", default="etcL2Fluxnet")
    parser.add_argument("megabytes", type=float, nargs="?", default=100)
    parser.add_argument("--spoilt", type=int, default=0)
    parser.add_argument("--every-row", action="store_true")
    parser.add_argument("--rules", type=int, default=20, help="how many of the dearest are shown")
    parser.add_argument("--file", type=Path, help="a file of yours, without a specification")
    parser.add_argument("--quick", action="store_true", help="a small file")
    args = parser.parse_args()
    if args.file:
        report([str(args.file)], args.file, args.rules)
        return
    size = 0.1 if args.quick else args.megabytes
    more = ["--every-row"] if args.every_row else ["--spoilt", str(args.spoilt)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAMES[args.spec]
        with path.open("wb") as out:
            maker = Path(__file__).with_name("generate.py")
            subprocess.run([sys.executable, str(maker), args.spec, str(size), *more], stdout=out, check=True)
        report(["--spec", args.spec, str(path)], path, args.rules)


def report(words: list[str], path: Path, rules: int) -> None:
    """Judge the file once, and tell what took how long."""
    watch, absent, whole = run(words)
    print(f"{path.name}, {path.stat().st_size / 1e6:.3g} MB, {whole:.2f} s on the clock\n")
    _tell(watch, whole, rules)
    if absent:
        print(f"Not found, so not timed: {', '.join(absent)}")


def run(words: list[str]) -> tuple[Stopwatch, list[str], float]:
    """The command in this process, with a stopwatch on its parts; the seconds are those of the whole."""
    watch = Stopwatch()
    interpreter = once(python("pass")).seconds
    began = time.perf_counter()
    with watch.measuring("start-up: imports"):
        cli = import_module("icos_ingest.cli")
        import_module("icos_ingest.pipeline")
    with watch.measuring("start-up: rules"):
        rules = import_module("icos_ingest.registry").rules()
    absent = _put_on(watch, rules)
    with redirect_stdout(io.StringIO()), watch.measuring("other"):
        cli.main(["validate", *words])
    watch.note("start-up: interpreter", interpreter, interpreter)
    return watch, absent, time.perf_counter() - began + interpreter


def _put_on(watch: Stopwatch, rules: Any) -> list[str]:
    """Time all parts; the names of those that are no more."""
    absent = []
    for stage, places in PARTS.items():
        for place in places:
            try:
                module, name = place.split(":")
                _replace(f"icos_ingest.{module}", name, lambda one, stage=stage: watch.timed(stage, one))
            except (ImportError, AttributeError):
                absent.append(place)
    stamp = import_module("icos_ingest.text.stamp")
    for kind in vars(stamp).values():
        if isinstance(kind, type) and kind.__module__ == stamp.__name__ and "read" in vars(kind):
            kind.read = watch.timed("stamps", kind.read)  # type: ignore[attr-defined]
    for rule in rules.values():
        title = f"rule {rule.code} {rule.name}"
        for name in OF_RULES:
            if hasattr(rule, name):
                object.__setattr__(rule, name, watch.timed(title, getattr(rule, name)))
    return absent


def _replace(module: str, name: str, by: Callable[[Any], Any]) -> None:
    """Put another function in the place of one, also where it was imported by its name."""
    *owner, last = name.split(".")
    home: Any = import_module(module)
    for part in owner:
        home = getattr(home, part)
    old = vars(home)[last] if owner else getattr(home, last)
    new = by(old)
    setattr(home, last, new)
    for other in list(sys.modules.values()) if not owner else ():
        if getattr(other, "__name__", "").startswith("icos_ingest") and vars(other).get(last) is old:
            setattr(other, last, new)


def _tell(watch: Stopwatch, whole: float, shown: int) -> None:
    taken = watch.taken()
    rules = {name.removeprefix("rule "): one for name, one in taken.items() if name.startswith("rule ")}
    stages = {name: one for name, one in taken.items() if not name.startswith("rule ")}
    stages["rules, all"] = tuple(map(sum, zip(*rules.values(), strict=True))) if rules else (0, 0, 0)
    for title, parts in (("stage", stages), ("rule", rules)):
        print(table_row(title, "seconds", "thread's seconds", "share", "calls"))
        print(table_row(*["---"] * 5))
        dearest = sorted(parts.items(), key=lambda part: -part[1][0])
        for name, (clock, thread, calls) in dearest[: shown if title == "rule" else None]:
            print(table_row(name, f"{clock:.3f}", f"{thread:.3f}", f"{clock / whole:.1%}", calls))
        print()


if __name__ == "__main__":
    main()
