"""Three versions of a file, as git has them, made one: by what they mean, and on the text of the owner's own."""
