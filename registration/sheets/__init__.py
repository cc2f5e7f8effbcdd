"""Workbooks of registrations: what stands in which column, how one is written, read and marked."""
