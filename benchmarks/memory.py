"""How much memory the process holds."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def resident_mb() -> float:
    """The process's resident memory in MB; where the system does not tell, its peak so far."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
