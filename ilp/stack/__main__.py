"""`./run COMMAND …` after the installation."""

from __future__ import annotations

import sys

from ilp.stack.commands import COMMANDS
from ilp.stack.process import VAR, stop_with


def main() -> int:
    name, *arguments = sys.argv[1:] or ["up"]
    if name not in COMMANDS:
        stop_with(f"perintah '{name}' tidak dikenal. Yang ada: {', '.join(COMMANDS)}.")
    VAR.mkdir(mode=0o711, parents=True, exist_ok=True)  # ILP_VAR may name a folder that is not there yet
    command, _ = COMMANDS[name]
    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
