"""Rules about columns, titles and rows."""
