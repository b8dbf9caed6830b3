"""``python -m reassay``."""

from reassay.cli import main

if __name__ == "__main__":
    main()
