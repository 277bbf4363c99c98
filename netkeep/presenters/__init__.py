"""Results of the network in words, written once for the terminal, Markdown, JSON and the site."""
