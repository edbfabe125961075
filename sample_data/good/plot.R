library(ncdf4)
x <- nc_open("co2.nc")
print(x)
