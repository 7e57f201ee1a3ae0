"""Raw images, and an explicit, differentiable model of the camera between scene and neural network."""

from ._arrays import Picture
from ._engine import start
from ._isp import VIEWS, Isp, Parameter, render
from ._pictures import corrupt, ssim
from ._raw import Camera, RawImage, inspect, read

__all__ = [
    "VIEWS", "Camera", "Isp", "Parameter", "Picture", "RawImage", "corrupt", "inspect", "read", "render", "ssim", "start",
]
