"""`python -m boardpaper`."""

from boardpaper.cli.main import run

if __name__ == "__main__":
    run()
