"""What the network says, in words, once: the terminal, Markdown, JSON and the site render these."""
