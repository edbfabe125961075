"""Rules about files and containers."""
