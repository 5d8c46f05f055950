"""Runs the command line: `python -m mskguard`."""

from mskguard.cli import main

if __name__ == "__main__":
    main()
