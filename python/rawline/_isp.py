"""Image signal processing: mosaics → views, and gradients back."""

from __future__ import annotations

import dataclasses
import os
import weakref
from typing import Any, Mapping, Sequence

import numpy as np

from . import _arrays, _engine
from ._raw import LAYOUTS, Camera, RawImage, camera_keys, layout, read

VIEWS = tuple(
    f"{demosaic}-{sharpen}-{denoise}"
    for demosaic in ("bilinear", "malvar", "menon")
    for sharpen in ("sharpen", "unsharp")
    for denoise in ("median", "gaussian")
)
"""The names of the twelve views."""


@dataclasses.dataclass(frozen=True)
class Parameter:
    """A part of θ: where it stands in the vector, and its range.

    Attributes:
        name: such as ``"white_balance"``.
        shape: such as ``(3,)``.
        first: its first place in θ.
        unit: what its numbers are in.
        lowest, highest: the bounds of its numbers; None if there are none.
        learned: False where its numbers stay fixed in training.
    """

    name: str
    shape: tuple[int, ...]
    first: int
    unit: str
    lowest: float | None
    highest: float | None
    learned: bool

    @property
    def places(self) -> slice:
        """Its places in θ."""
        return slice(self.first, self.first + int(np.prod(self.shape)))


class Isp:
    """The image processing of a camera: normalised mosaics (B, H, W) → views (B, 3, H, W), float32 in 0 to 1.

    Args:
        camera: a :class:`Camera`, the name of a published one, or a file.
        pipeline: ``"parametrized"`` (every kernel is a parameter), one of :data:`VIEWS`, or an ``isp.yaml``.
        threads: how many threads render (default: those of the engine).

    It keeps the chain alone: θ is an argument, so that calls of several threads do not disturb each other.
    """

    def __init__(
        self,
        camera: Camera | str | os.PathLike | Mapping[str, Any],
        pipeline: str | os.PathLike = "parametrized",
        threads: int | None = None,
    ):
        reply, _ = _engine.call(
            "chain",
            camera=camera_keys(camera),
            pipeline=_engine.word(pipeline),
            threads=threads or _engine.threads(),
        )
        self._chain: int = reply["chain"]
        weakref.finalize(self, _release, self._chain)
        self.camera = Camera._of(reply["camera"])
        self.theta: np.ndarray = np.array(reply["theta"], dtype=np.float64)
        self._parameters = {}
        first = 0
        for each in reply["parameters"]:
            shape = tuple(each["shape"])
            self._parameters[each["name"]] = Parameter(
                each["name"], shape, first, each["unit"], each["lowest"], each["highest"], each["learned"]
            )
            first += int(np.prod(shape))

    def parameters(self) -> dict[str, Parameter]:
        """Returns the parts of θ by their names, in their order."""
        return dict(self._parameters)

    def with_theta(self, **parts: Any) -> np.ndarray:
        """Returns θ with other numbers: ``isp.with_theta(gamma=1.8)``.

        Raises:
            KeyError: if there is no such parameter.
            ValueError: if the numbers do not fit its shape.
        """
        theta = self.theta.copy()
        for name, numbers in parts.items():
            if name not in self._parameters:
                raise KeyError(f"there is no parameter {name!r}: expected one of {', '.join(self._parameters)}")
            part = self._parameters[name]
            theta[part.places] = np.broadcast_to(np.asarray(numbers, dtype=float), part.shape).ravel()
        return theta

    def forward(self, raws: Any, theta: np.ndarray | None = None, cfa: str | Sequence[str] = "RGGB") -> Any:
        """Renders normalised mosaics, (H, W) or (B, H, W).

        Args:
            raws: a :class:`RawImage`, an array, or a tensor, which gives a tensor; contiguous float32 is read where it is.
            theta: the parameters (default: the camera's own).
            cfa: the colour layout, one for all or one each.

        Raises:
            ValueError: if shapes do not fit, or a number of θ is out of its range.
        """
        mosaics, places, batch = self._mosaics(raws, cfa)
        views = np.empty((mosaics.shape[0], 3, *mosaics.shape[1:]), dtype=np.float32)
        _engine.forward(self._chain, self._numbers(theta), mosaics, places, views)
        return _arrays.like(views if batch else views[0].view(_arrays.Picture), raws)

    __call__ = forward

    def backward(
        self, raws: Any, cotangents: Any, theta: np.ndarray | None = None, cfa: str | Sequence[str] = "RGGB",
        of_raws: bool = True,
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """Returns ∂L/∂θ, float64, and ∂L/∂raw (None if it is not asked for), given ∂L/∂view."""
        mosaics, places, batch = self._mosaics(raws, cfa)
        coming, _ = _arrays.pictures(cotangents, "the gradient of the views")
        if coming.shape != (mosaics.shape[0], 3, *mosaics.shape[1:]):
            raise ValueError(f"the gradient has the shape {coming.shape}, the mosaics {mosaics.shape}")
        gradient = np.empty_like(mosaics) if of_raws else None
        of_theta = _engine.backward(self._chain, self._numbers(theta), mosaics, places, coming, gradient)
        if gradient is not None and not batch:
            gradient = gradient[0]
        return of_theta, None if gradient is None else _arrays.like(gradient, raws)

    def precise(
        self, raw: np.ndarray, theta: np.ndarray | None = None, cfa: str = "RGGB", cotangent: np.ndarray | None = None
    ) -> Any:
        """Renders one mosaic by the definitions in float64; given ∂L/∂view, returns ∂L/∂θ and ∂L/∂raw instead.

        Far slower than :meth:`forward`: it is there so that gradients can be checked by differences.
        """
        arrays = {"mosaic": np.ascontiguousarray(raw, np.float64), "theta": self._numbers(theta)}
        if cotangent is not None:
            arrays["cotangent"] = np.ascontiguousarray(cotangent, np.float64)
        if arrays["mosaic"].ndim != 2 or cotangent is not None and arrays["cotangent"].shape != (3, *raw.shape):
            raise ValueError(f"the mosaic has the shape {raw.shape}: expected (H, W), and (3, H, W) of a gradient")
        _, made = _engine.call("precise", arrays, chain=self._chain, cfa=layout(cfa))
        return made["view"] if cotangent is None else (made["of_theta"], made["of_raw"])

    def _numbers(self, theta: np.ndarray | None) -> np.ndarray:
        if theta is None:
            return self.theta
        numbers = np.ascontiguousarray(theta, dtype=np.float64)
        if numbers.shape != self.theta.shape:
            raise ValueError(f"θ has the shape {numbers.shape}: expected {self.theta.shape}")
        return numbers

    def _mosaics(self, raws: Any, cfa: str | Sequence[str]) -> tuple[np.ndarray, np.ndarray, bool]:
        if isinstance(raws, RawImage):
            raws, cfa = raws.normalised(self.camera).mosaic, raws.cfa
        mosaics = _arrays.contiguous(raws, "the batch of mosaics", (2, 3))
        batch = mosaics.ndim == 3
        mosaics = mosaics if batch else mosaics[None]
        return mosaics, layouts(cfa, len(mosaics)), batch


def layouts(cfa: str | Sequence[str], count: int) -> np.ndarray:
    """Returns the colour layouts of some mosaics as the engine numbers them: one for all, or one each."""
    words = [cfa] * count if isinstance(cfa, str) else list(cfa)
    if len(words) != count:
        raise ValueError(f"{len(words)} colour layouts for {count} mosaics")
    return np.array([LAYOUTS.index(layout(word)) for word in words], dtype=np.int32)


def _release(chain: int) -> None:
    _engine.pace.pop(chain, None)
    try:
        _engine.call("release", chain=chain)
    except (RuntimeError, MemoryError):
        pass  # a fork has no engine to tell, a full one keeps it


def render(
    raw: RawImage | str | os.PathLike,
    view: str | os.PathLike = "menon-unsharp-median",
    camera: Camera | str | os.PathLike = "file",
) -> _arrays.Picture:
    """Renders a raw image, (3, H, W) in 0 to 1.

    Args:
        raw: a :class:`RawImage`, or the path of one.
        view: one of :data:`VIEWS`, or an ``isp.yaml``.
        camera: ``"file"`` for what the file itself states, the name of a published camera, or a file.
    """
    image = raw if isinstance(raw, RawImage) else read(raw)
    own = image.camera if camera == "file" else camera
    return Isp(own, view)(image)
