"""The command line: one module a command; each parses options, calls one function below, prints and exits."""
