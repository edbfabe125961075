"""Rules about cells and values."""
