"""Recall: each fault is planted into valid files by code that knows no rule, and the rule must find it there."""
