"""What the readers of array files share: bounded windows, plain attributes, and the layout of three formats.

windows       reads no more than the limits allow, one thread at a time
attributes    what a file states, as plain values
classic       the header of classic netCDF (CDF-1, CDF-2, CDF-5)
classic_file  its variables
flat          values that lie in a file as they are
hdf4_*        HDF4
hdfeos        the structure of HDF-EOS on both
hdf5_*        HDF5, whether netCDF-4 or not
ifd, tiff_*   the directories of a TIFF, what they claim, and its bands
image_*       images that are no rasters
gdal          a TIFF through GDAL, and nothing but the one file
"""
