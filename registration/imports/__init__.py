"""Files in: one row binds one form and calls one service, as a page would."""
