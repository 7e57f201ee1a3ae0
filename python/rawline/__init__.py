"""Raw images, and an explicit, differentiable model of the camera between scene and neural network."""

import os as _os

# UCX, which Debian's PyTorch loads, would take what stops Java's threads for a crash.
_os.environ.setdefault("UCX_ERROR_SIGNALS", "")

from . import lab
from ._arrays import Picture
from ._command import run
from ._engine import start
from ._isp import VIEWS, Isp, Parameter, render
from ._packed import PackedDataset, packed, simulate
from ._pictures import corrupt, ssim
from ._raw import Camera, Measures, RawImage, inspect, read, scale_intensity

__all__ = [
    "VIEWS", "Camera", "Isp", "Measures", "PackedDataset", "Parameter", "Picture", "RawImage", "corrupt", "inspect", "lab", "packed", "read",
    "render", "run", "scale_intensity", "simulate", "ssim", "start",
]
