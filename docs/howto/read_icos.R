# Reads what icos-ingest writes, with Debian's R: apt-get install r-base-core r-cran-ncdf4 r-cran-jsonlite
#
#   icos-ingest convert FILE.CO2 out.nc
#   icos-ingest validate --format json --output report.json FILE.CO2
#   Rscript read_icos.R out.nc report.json

library(ncdf4)
library(jsonlite)

files <- commandArgs(trailingOnly = TRUE)

# Values: missing ones are NaN in the file and NA for R; the unit of time says since when it is counted.
nc <- nc_open(files[1])
co2 <- as.vector(ncvar_get(nc, "co2"))
co2[is.nan(co2)] <- NA
flag <- as.vector(ncvar_get(nc, ncatt_get(nc, "co2", "ancillary_variables")$value))
counted <- strsplit(ncatt_get(nc, "time", "units")$value, " since ")[[1]]
per_second <- c(seconds = 1, milliseconds = 1e3, microseconds = 1e6, nanoseconds = 1e9)[[counted[1]]]
time <- as.POSIXct(as.vector(ncvar_get(nc, "time")) / per_second, origin = counted[2], tz = "UTC")
cat("unit:", ncatt_get(nc, "co2", "units")$value, "\n")
cat("from:", format(time[1], "%Y-%m-%dT%H:%MZ"), "to:", format(time[length(time)], "%Y-%m-%dT%H:%MZ"), "\n")
cat("values:", sum(!is.na(co2)), "of", length(co2), "\n")
cat("mean of good values:", sprintf("%.3f", mean(co2[flag %in% c("U", "O", "R")], na.rm = TRUE)), "\n")
cat("from file:", ncatt_get(nc, 0, "source_file")$value, "\n")
nc_close(nc)

# The report: one list for each file, its findings a data frame.
report <- fromJSON(files[2])
stopifnot(report$schema == "icos-ingest/report/1")
cat("quality:", report$reports$quality, "\n")
findings <- report$reports$findings[[1]]
if (length(findings) > 0) {
  cat(sprintf("%s %s line %s", findings$code, findings$severity, findings$line), sep = "\n")
}
