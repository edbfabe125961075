"""Rules about notebooks and code."""
