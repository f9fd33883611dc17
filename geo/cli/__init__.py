"""The command line. Each command is a module of its own; `main.py` lists them."""
