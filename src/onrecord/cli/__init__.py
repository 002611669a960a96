"""The command line: thin, every command a few lines over `run`, `queries` and `export`.

Exit codes: 0 done (with `--strict` 1 where there are problems), 2 wrong use, 3 the record is damaged or locked.
"""

from __future__ import annotations

import sys

import click

from onrecord.cli.asking import COMMANDS as ASKING
from onrecord.cli.building import COMMANDS as BUILDING
from onrecord.cli.deciding import COMMANDS as DECIDING
from onrecord.cli.giving import COMMANDS as GIVING
from onrecord.errors import OnRecordError, RecordError

COMMANDS = (*BUILDING, *ASKING, *DECIDING, *GIVING)


class _InOrder(click.Group):
    """A group whose help lists its commands in the order in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="onrecord", message="onrecord %(version)s")
def app() -> None:
    """Reads the public record of a campaign and keeps it: who said what, which number, what was promised.

    Begin with `onrecord build FOLDER`, then `onrecord campaign` or `onrecord serve`.
    """


for _command in COMMANDS:
    app.add_command(_command)


def main() -> None:
    """Run a command; our own errors become one line on stderr and an exit code."""
    try:
        app(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was reported as kept is kept", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OnRecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(3 if isinstance(error, RecordError) else 2)
