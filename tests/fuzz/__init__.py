"""A mutation fuzzer: good files of every format are damaged in many ways, and each must end in a report.

`python -m tests.fuzz --count 1000 --seed 7` makes inputs, judges them in processes of their own and sums up.

    seeds ─ inputs (mutations: raw, texts, packed, checked) ─→ worker: judging ─→ pool ─→ summary

Input 12 of seed 7 is the same bytes on every run, so that a find is made again by `--seed 7 --only 12`.

A find is an exception that is not ours, a rule that crashed, a fault without a rule, a report whose JSON is not valid,
a warning, a file changed or left behind, more than seconds or gigabytes for a small file, and a process that dies. It
is contained where the library's own child process outlives it and says so (F501 to F503), else open. `--keep FOLDER`
keeps the smallest input of each kind; one that is mended goes to `finds/`, which the tests judge again.
"""
