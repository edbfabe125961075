"""Rules about the checking itself."""
