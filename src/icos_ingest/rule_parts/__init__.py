"""What several rules share, so that no rule needs another."""
