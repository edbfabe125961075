"""Readers: one format, or one family of formats behind one signature, per file."""
