"""What the process that marks a file may take.

A workbook of 10,000 producers with 10,000 products, 500,000 cells, takes 14 seconds and 310 MB;
1,000 producers take 2 seconds and 75 MB.
"""

MEGABYTE = 1024 * 1024

# openpyxl makes an object of every row and cell that a file writes down, empty ones too.
MOST_ELEMENTS = 700_000
MOST_MARKED = 64 * MEGABYTE  # of the file that is handed back
SECONDS = 22  # of the processor; the watch ends it after 25 in any case
MEMORY = 768 * MEGABYTE
