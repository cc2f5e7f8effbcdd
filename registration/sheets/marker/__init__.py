"""The process that marks an officer's workbook: openpyxl, and nothing of Django.

It knows no settings, no database and no secret, and it is killed when it takes too much.
"""
