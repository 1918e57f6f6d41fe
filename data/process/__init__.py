"""The process that an operator runs: its command line, its log, its checks, its end."""

import sys

FAILED = 1
"""The exit code of what may go well when it is tried again."""

UNUSABLE = 2
"""The exit code of what will not: the operator must mend something first."""


def fail(sentence: str, code: int) -> int:
    """Tell the operator on standard error why it cannot go on; return the exit code."""
    sys.stderr.write(f"{sentence}\n")
    return code
