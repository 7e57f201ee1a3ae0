"""What the tests share: the package of this checkout, and independent implementations of the same cameras."""

import os
import pathlib
import sys

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python"))
sys.path.insert(0, str(ROOT / "benchmarks" / "peers"))

SHARED = pathlib.Path(os.environ.get("RAWLINE_SHARED", "nowhere"))
collect_ignore = [] if (SHARED / "data").is_dir() else ["test_shared.py"]

SEED = 20


@pytest.fixture
def mosaics():
    """Four normalised mosaics whose views are mostly neither black nor white."""
    rng = np.random.default_rng(SEED)
    smooth = rng.uniform(0.1, 0.4, (4, 1, 1)) + rng.uniform(-0.05, 0.05, (4, 48, 66))
    return smooth.astype(np.float32)
