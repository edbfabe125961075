"""A mutation fuzzer: good files of every format are damaged in many ways, and each must end in a report.

`python -m tests.fuzz --count 1000 --seed 7` makes inputs, judges them in processes of their own and sums up.

    seeds ─ inputs (mutations: raw, texts, packed, checked) ─→ worker: judging ─→ pool ─→ summary

Input 12 of seed 7 is the same bytes on every run, so that a find is made again by `--seed 7 --only 12`.
"""
