"""`./run COMMAND …` after the installation."""

from __future__ import annotations

import sys

from ilp.stack.commands import COMMANDS
from ilp.stack.process import stop_with


def main() -> int:
    name, *arguments = sys.argv[1:] or ["up"]
    command = COMMANDS.get(name)
    if command is None:
        stop_with(f"perintah '{name}' tidak dikenal. Yang ada: {', '.join(COMMANDS)}.")
    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
