"""A language server over the rules, the index and the edits of the command line; nothing else imports it.

It never writes a file of the vault: whatever it changes is a workspace edit, which the editor makes.
"""
