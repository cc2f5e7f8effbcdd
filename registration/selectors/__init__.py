"""Every query. Functions take ``by`` first and return rows within its area; a foreign row does not
exist.
"""
