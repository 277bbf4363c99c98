"""People joined, named anew and forgotten: what becomes of their files, and of every file that names them."""
