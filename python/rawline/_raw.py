"""Raw images and cameras."""

from __future__ import annotations

import dataclasses
import os
from typing import Any, Mapping

import numpy as np

from . import _arrays, _engine

LAYOUTS = ("RGGB", "GRBG", "GBRG", "BGGR", "MONOCHROME")
"""The colour layouts, in reading order: of RGGB pixel (0, 0) is red."""


def layout(cfa: str) -> str:
    """Returns a colour layout's name as the engine writes it."""
    if str(cfa).upper() not in LAYOUTS:
        raise ValueError(f"the colour layout is {cfa!r}: expected one of {', '.join(LAYOUTS)}")
    return str(cfa).upper()


def _numbers(value: Any, count: int) -> np.ndarray:
    """Returns numbers by colour or by kind of pixel, or one for all."""
    return np.resize(np.array(list(value.values()) if isinstance(value, Mapping) else value, dtype=float), count)


@dataclasses.dataclass(frozen=True)
class Camera:
    """The numbers of one camera that its image processing needs: those of a ``camera.yaml``.

    ``Camera("drone")`` and ``Camera("microscope")`` are published ones; a path reads a file.
    """

    keys: Mapping[str, Any]

    def __init__(self, camera: str | os.PathLike | Mapping[str, Any]):
        keys, _ = _engine.call("camera", camera=camera_keys(camera))
        object.__setattr__(self, "keys", keys)

    @classmethod
    def _of(cls, keys: Mapping[str, Any]) -> "Camera":
        """Returns the camera that the engine has described."""
        camera = cls.__new__(cls)
        object.__setattr__(camera, "keys", keys)
        return camera

    @property
    def name(self) -> str:
        """What the camera is called."""
        return self.keys["name"]

    @property
    def white_balance(self) -> np.ndarray:
        """The gains of red, green and blue."""
        return _numbers(self.keys["white_balance"], 3)

    @property
    def colour_matrix(self) -> np.ndarray:
        """White-balanced camera colours → linear sRGB, 3×3."""
        return np.array(self.keys["colour_matrix"], dtype=float)

    @property
    def black_level(self) -> np.ndarray:
        """The levels of red, green in red rows, green in blue rows and blue [normalised]."""
        return _numbers(self.keys["black_level"], 4)


@dataclasses.dataclass(frozen=True, eq=False)
class RawImage:
    """One raw image: a mosaic with what is known about its recording.

    Attributes:
        mosaic: (H, W), float32, in digital numbers (DN), or normalised.
        cfa: the colour layout, such as ``"RGGB"``.
        unit: ``"DN"`` or ``"normalised"``.
        metadata: levels, gains, matrix, maker, exposure: the keys of a sidecar.
    """

    mosaic: np.ndarray
    cfa: str = "RGGB"
    unit: str = "DN"
    metadata: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mosaic", _arrays.contiguous(self.mosaic, "the mosaic", (2,)))
        object.__setattr__(self, "cfa", layout(self.cfa))
        if self.unit not in ("DN", "normalised"):
            raise ValueError(f"the unit is {self.unit!r}: expected 'DN' or 'normalised'")

    @property
    def black_level(self) -> np.ndarray | None:
        """The level of no light [DN] of red, green in red rows, green in blue rows and blue; None if unknown."""
        level = self.metadata.get("black_level")
        return None if level is None else _numbers(level, 4)

    @property
    def white_level(self) -> float | None:
        """The level at which the sensor saturates [DN]; None if unknown."""
        return self.metadata.get("white_level")

    @property
    def white_balance(self) -> np.ndarray | None:
        """The gains as shot; None if unknown."""
        gains = self.metadata.get("white_balance")
        return None if gains is None else _numbers(gains, 3)

    @property
    def camera(self) -> Camera:
        """The camera that the file's own metadata describes.

        Raises:
            ValueError: if the metadata lacks a number; the message says which.
        """
        keys, _ = self._request("camera", camera="file")
        return Camera._of(keys)

    def normalised(self, camera: "Camera | str") -> "RawImage":
        """Returns the image in a camera's scale, as pipelines take it."""
        if self.unit == "normalised":
            return self
        _, arrays = self._request("normalise", camera=camera_keys(camera))
        return RawImage(arrays["mosaic"], self.cfa, "normalised", self.metadata)

    def _request(self, request: str, **keys: Any) -> tuple[dict, dict]:
        return _engine.call(
            request, {"mosaic": self.mosaic}, cfa=self.cfa, unit=self.unit, description=dict(self.metadata), **keys
        )

    def _repr_png_(self) -> bytes:
        low, high = np.percentile(self.mosaic, (0.1, 99.9))
        levels = np.clip((self.mosaic - low) / max(high - low, 1e-12), 0, 1) ** (1 / 2.2)
        return _arrays.png((levels * 255 + 0.5).astype(np.uint8))

    def __repr__(self) -> str:
        height, width = self.mosaic.shape
        known = self.metadata.get("camera")
        return f"<RawImage {width}×{height}, {self.cfa}, {self.unit}{', ' + known if known else ''}>"


def camera_keys(camera: Camera | str | os.PathLike | Mapping[str, Any]) -> Any:
    """Returns what a request calls a camera."""
    if isinstance(camera, Camera):
        return dict(camera.keys)
    return dict(camera) if isinstance(camera, Mapping) else _engine.word(camera)


def read(path: str | os.PathLike) -> RawImage:
    """Reads a raw file: DNG, makers' files (with LibRaw), TIFF or PNG of one channel, NumPy; with its sidecar.

    Raises:
        OSError: if it cannot be read faithfully; the message says why and what to do.
    """
    reply, arrays = _engine.call("read", path=os.path.abspath(path))
    return RawImage(arrays["mosaic"], reply["cfa"], "DN", {**reply["description"], "bits": reply["bits"]})


class Measures(list):
    """The measures of one raw image, a dict each: ``measure``, ``value``, ``low``, ``high``, ``unit``, ``means``.

    Attributes:
        anomalies: sentences about what an unprocessed raw image of a working camera does not have.
    """

    def __init__(self, rows: list[dict[str, Any]], anomalies: list[str]):
        super().__init__(rows)
        self.anomalies = anomalies


def inspect(raw: RawImage) -> Measures:
    """Measures a camera's characteristics in one raw image: a row a measure, with its 95 % interval and unit.

    ``pandas.DataFrame(rawline.inspect(raw))`` makes a table; ``.anomalies`` says what a raw image should not have.
    """
    reply, _ = raw._request("inspect")
    return Measures(reply["measures"], reply["anomalies"])


def scale_intensity(raw: RawImage, fraction: float, sensor: str | os.PathLike, seed: int = 0) -> RawImage:
    """Returns a recording of the same scene in a fraction of the light, with the noise that the sensor then has.

    Args:
        raw: in DN, with black level and white level.
        fraction: of the light, above 0, below 1.
        sensor: ``"drone"``, ``"microscope"``, or a ``sensor.yaml`` that ``rawline calibrate`` made.
        seed: what the noise is drawn from: the same seed gives the same bits.
    """
    _, arrays = raw._request("scale_intensity", fraction=float(fraction), sensor=_engine.word(sensor), seed=int(seed))
    return dataclasses.replace(raw, mosaic=arrays["mosaic"])
