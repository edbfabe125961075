"""Rules about headers and metadata."""
