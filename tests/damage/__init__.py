"""Damaged copies: good files are harmed in the ways of transfers and disks, and how many are called faulty is counted.

`python -m tests.damage` prints a table of formats and harms, `--seeds FOLDER` takes the good files of a folder, too.
Where the fuzzer (`tests.fuzz`) asks whether a report comes at all, this asks whether it is right.
"""
