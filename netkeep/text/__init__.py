"""One file: bytes -> Document (front matter, body, positions) -> edits that touch only their lines."""
