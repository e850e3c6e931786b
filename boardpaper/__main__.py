"""`python -m boardpaper`."""

from boardpaper.cli import run

if __name__ == "__main__":
    run()
