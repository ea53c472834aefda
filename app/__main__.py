"""`python -m app`: the windows without a command, the same services with one."""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Exit code of the app; `--base FILE` alone opens the windows on that base."""
    arguments = sys.argv[1:] if argv is None else argv
    base: Path | None = None
    if len(arguments) == 2 and arguments[0] == "--base":
        base, arguments = Path(arguments[1]), []
    if arguments[:1] == ["bailleur"]:
        from app.cli import compagnon  # noqa: PLC0415 - no base there, nor windows

        return compagnon.executer(arguments[1:])
    if arguments:
        from app.cli import principal  # noqa: PLC0415 - the windows must not pay for it

        return principal.executer(arguments)
    from app.bootstrap import lancer  # noqa: PLC0415 - the command line needs no windows

    return lancer(base)


if __name__ == "__main__":
    sys.exit(main())
