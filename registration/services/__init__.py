"""Every deed. Keyword-only; ``by`` is who, ``on`` the clock's instant. One transaction, lock, ask,
write, journal.

A service raises ``DoesNotExist`` for a row outside the area of ``by``, ``errors.Forbidden`` for a
wrong role, ``errors.Refused`` when state or window say no, ``errors.Incomplete`` with every
problem of the input.
"""
