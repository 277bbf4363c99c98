"""The command line: one module for each command; each parses options, calls one function below, prints and exits."""
