"""Processes of our own with an environment of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def run(*arguments: str, var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with this environment and nothing else."""
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=CHECKOUT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
