"""Excel's own formats: a pre-scan of everything the workbook library omits or misreads, then the library."""
