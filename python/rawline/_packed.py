"""Packed data sets, read through mapped memory by NumPy alone."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any, Callable, Iterator

import numpy as np

from ._command import run


class PackedDataset:
    """A data set that ``rawline data pack`` made: a map-style data set, as PyTorch's DataLoader takes it.

    ``packed[i]`` is a dict with ``id``, ``picture`` (float32: (H, W) of a mosaic, (3, H, W) of a view), ``mask`` (uint8,
    where the sample has one), ``class`` and what else the sample states. Shards are mapped, not read; workers that are forked share
    them. No JVM is needed.
    """

    def __init__(self, folder: str | os.PathLike, transform: Callable[[dict[str, Any]], Any] | None = None):
        self.folder = Path(folder)
        self.transform = transform
        try:
            index = json.loads((self.folder / "index.json").read_text(encoding="utf-8"))
        except FileNotFoundError as e:
            raise FileNotFoundError(
                f"{self.folder} has no index.json: expected the folder of a packed data set (rawline data pack)"
            ) from e
        self.description: dict[str, Any] = index["description"]
        if self.description.get("format") != "rawline-packed" or self.description.get("version") != 1:
            raise ValueError(f"{self.folder} is not a packed data set of version 1")
        self._places = index["samples"]
        self._sizes = index["sizes"]
        self._shards: dict[int, np.ndarray] = {}
        for number, size in enumerate(self._sizes):
            shard = self._shard(number)
            if not shard.exists() or shard.stat().st_size != size:
                raise OSError(f"{shard} is missing or truncated: expected {size} bytes; pack the data set again")

    def _shard(self, number: int) -> Path:
        return self.folder / f"shard-{number:06d}.tar"

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, place: int) -> Any:
        entry = self._places[place]
        sample = entry["sample"]
        found = {key: value for key, value in sample.items() if key not in ("picture", "mask")}
        found["picture"] = self._array(entry, "picture").astype(np.float32)
        divisor = sample["picture"].get("divisor", 1)
        if divisor != 1:
            found["picture"] /= np.float32(divisor)
        if sample.get("mask"):
            found["mask"] = self._array(entry, "mask").copy()
        return self.transform(found) if self.transform else found

    def _array(self, entry: dict[str, Any], name: str) -> np.ndarray:
        stored = entry["sample"][name]
        kind = np.dtype(stored["type"]).newbyteorder("<")
        first = entry[name + "At"]
        size = int(np.prod(stored["shape"])) * kind.itemsize
        number = entry["shard"]
        if number not in self._shards:
            self._shards[number] = np.memmap(self._shard(number), np.uint8, "r")
        return self._shards[number][first : first + size].view(kind).reshape(stored["shape"])

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key != "_kept"} | {"_shards": {}}  # a worker maps shards itself

    def __repr__(self) -> str:
        return f"<PackedDataset {self.description.get('name')}: {len(self)} samples>"


def simulate(scenes: str, count: int, camera: str = "drone", size: str | None = None, seed: int = 1) -> PackedDataset:
    """Generates scenes and records them by a simulated camera; returns mosaics, classes and masks.

    The samples are those of the command ``rawline simulate`` with the same seed, which runs in a folder that lasts as
    long as what is returned.

    Args:
        scenes: ``"aerial-street"``, ``"blood-smear"``, ``"blood-smear-maturation"`` or ``"chart"``.
        count: how many.
        camera: ``"drone"``, ``"microscope"``, or a ``sensor.yaml``.
        size: columns and rows, such as ``"128x128"``.

    Raises:
        RuntimeError: if the command refuses something; the message says what.
        FileNotFoundError: if the command ``rawline`` is not installed.
    """
    kept = tempfile.TemporaryDirectory(prefix="rawline-")
    run("simulate", scenes, camera=camera, count=count, size=size, seed=seed, out=f"{kept.name}/scenes", quiet=True)
    run("data pack", f"{kept.name}/scenes", out=f"{kept.name}/packed", quiet=True)
    made = PackedDataset(f"{kept.name}/packed")
    made._kept = kept
    return made


def packed(folder: str | os.PathLike, transform: Callable[[dict[str, Any]], Any] | None = None) -> PackedDataset:
    """Opens a packed data set; ``transform`` changes each sample as it is read."""
    return PackedDataset(folder, transform)
