"""The ``utakata`` command from the Python package."""

import sys

from utakata import _native


def main() -> None:
    """Run the command with the arguments of the process and leave with its exit code."""
    sys.exit(_native.main(["utakata", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
