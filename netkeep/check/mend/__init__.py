"""How values are put right: each function gives a fix where what is meant is known, and None where it is not."""
