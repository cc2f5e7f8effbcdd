"""A workbook of registrations coming in: gathered into producers, bound like the page's forms,
compared with what is stored.
"""
