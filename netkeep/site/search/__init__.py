"""What the search of the site knows, prepared when the site is built: nothing is left to be indexed in the browser."""
