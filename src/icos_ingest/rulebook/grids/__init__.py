"""Rules about grids and georeference."""
