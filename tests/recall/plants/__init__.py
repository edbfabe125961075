"""Faults to plant, one module for each family; none of them imports the package that looks for them.

A module has `PLANTS`: by the name of a rule the functions that plant its faults. A plant is called with a valid
table, its sizes from `sizes/<rule>.json` and a seeded generator of random numbers; it gives the spoilt table and
the place, or None where the table offers no place.
"""
