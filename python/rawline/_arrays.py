"""Arrays that the engine takes, and pictures that show themselves."""

from __future__ import annotations

import struct
import sys
import zlib
from typing import Any

import numpy as np


def is_tensor(array: Any) -> bool:
    """Returns whether something is a tensor of PyTorch, which is not loaded for that."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(array, torch.Tensor)


def like(result: np.ndarray, given: Any) -> Any:
    """Returns an array, as a tensor of the given one's device and real type where a tensor was given."""
    if not is_tensor(given):
        return result
    tensor = sys.modules["torch"].from_numpy(np.asarray(result))
    return tensor.to(given.device, given.dtype if given.is_floating_point() else None)


def contiguous(array: Any, what: str, sides: tuple[int, ...]) -> np.ndarray:
    """Returns an array as contiguous float32, itself where it is that already.

    Tensors are read where they are too, if they are float32 on the host.

    Raises:
        TypeError: if it does not hold real numbers.
        ValueError: if it has another number of sides, one is 0, or it is a tensor that needs a gradient.
    """
    if is_tensor(array):
        if array.requires_grad:
            raise ValueError(f"{what} needs a gradient: the functions of rawline.torch pass one on, detach() does without")
        array = array.cpu()
        array = (array.float() if array.is_floating_point() else array).numpy()
    found = np.asarray(array)
    if found.dtype.kind not in "uif":
        raise TypeError(f"{what} holds {found.dtype}: expected real numbers, such as float32")
    if found.ndim not in sides:
        expected = " or ".join(str(side) for side in sides)
        raise ValueError(f"{what} has the shape {found.shape}: expected {expected} sides")
    if 0 in found.shape:
        raise ValueError(f"{what} has the shape {found.shape}: it is empty")
    return np.ascontiguousarray(found, dtype=np.float32)


def pictures(array: Any, what: str) -> tuple[np.ndarray, bool]:
    """Returns pictures as (B, 3, H, W), and whether there was a batch."""
    found = contiguous(array, what, (3, 4))
    if found.shape[-3] != 3:
        hint = ": channels come first, try np.moveaxis(…, -1, 0)" if found.shape[-1] == 3 else ""
        raise ValueError(f"{what} has the shape {found.shape}: expected (3, H, W) or (B, 3, H, W){hint}")
    return (found if found.ndim == 4 else found[None]), found.ndim == 4


def png(pixels: np.ndarray) -> bytes:
    """Returns 8-bit pixels (H, W) or (H, W, 3) as a PNG file."""
    height, width = pixels.shape[:2]
    rows = np.ones((height, 1 + pixels[0].size), dtype=np.uint8)  # 1: differences to the pixel on the left
    rows[:, 1:] = np.diff(pixels, axis=1, prepend=np.zeros_like(pixels[:, :1])).reshape(height, -1)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2 if pixels.ndim == 3 else 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows.tobytes(), 6)) + chunk(b"IEND", b"")
    )


class Picture(np.ndarray):
    """An array (3, H, W) of float32, 0 to 1, that a notebook shows as a picture."""

    def to_uint8(self) -> np.ndarray:
        """Returns it as (H, W, 3) of 8 bits, as Pillow and OpenCV's RGB take it."""
        levels = np.clip(np.asarray(self), 0, 1) * 255 + 0.5
        return np.ascontiguousarray(np.moveaxis(levels.astype(np.uint8), -3, -1))

    def _repr_png_(self) -> bytes | None:
        return png(self.to_uint8()) if self.ndim == 3 and self.shape[0] == 3 else None
