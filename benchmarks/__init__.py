"""Generated vaults and side-by-side timings against other tools."""
