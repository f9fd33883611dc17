"""The command line. Each command has its own module; `main.py` lists them."""
