"""The process that opens a stranger's workbook: standard library and calamine, nothing of ours.

It knows no settings, no database and no secret, and it is killed when it takes too much.
"""
