"""How far a build is, on stderr: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time

import click

WIDTH = 30
EVERY = 10.0  # seconds between plain lines


class Progress:
    """Tell how many of how many are done; `say` starts a new line."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._last = time.monotonic()
        self._open = False

    def say(self, words: str) -> None:
        """One line of its own."""
        self._end()
        click.echo(words, err=True)

    def __call__(self, done: int, total: int) -> None:
        if self._terminal:
            filled = WIDTH * done // max(1, total)
            bar = "#" * filled + "." * (WIDTH - filled)
            click.echo(f"\r[{bar}] {done}/{total}", err=True, nl=False)
            self._open = True
        elif time.monotonic() - self._last > EVERY:
            self._last = time.monotonic()
            click.echo(f"{done} of {total} done", err=True)

    def _end(self) -> None:
        if self._open:
            click.echo("", err=True)
            self._open = False
