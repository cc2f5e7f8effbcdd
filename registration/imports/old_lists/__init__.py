"""An office's old list on its way: read once and kept, its columns mapped on a page, the rows of
each district taken into its filing. What the texts mean is ``registration.imports.old``.
"""
