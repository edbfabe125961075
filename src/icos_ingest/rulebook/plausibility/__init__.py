"""Rules about plausible values."""
