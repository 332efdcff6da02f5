"""`./run COMMAND …` after the installation."""

from __future__ import annotations

import sys

from ilp.stack.commands import COMMANDS
from ilp.stack.process import stop_with


def main() -> int:
    name, *arguments = sys.argv[1:] or ["up"]
    if name not in COMMANDS:
        stop_with(f"perintah '{name}' tidak dikenal. Yang ada: {', '.join(COMMANDS)}.")
    command, _ = COMMANDS[name]
    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
