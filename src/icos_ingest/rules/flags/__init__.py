"""Rules about quality flags."""
