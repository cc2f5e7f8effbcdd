"""Files in and out. In: one row binds one form and calls one service, as a page would. Out: one
table says what of a row stands in every kind of file.
"""
