"""One xarray Dataset and one report for every greenhouse-gas upload."""
