#!/usr/bin/env python3
"""Raw mosaics from files to float32 once more, as one loads them in Python.

A peer to measure against: PNG and TIFF by OpenCV, shards by NumPy through mapped memory, the places taken from index.json.

It reads one request a line and answers each with one line:

    load FILE FOLDER         takes the tiles of a folder; the file is not looked at
    time FORM                reads the next 50 tiles; answers the seconds of its one core that they took
    difference FORM FILE     reads the first tile; answers by how much its samples and those of the file (.npy) differ at most

A form is png, tiff, packed, or packed-into, which writes into one array again and again.
"""

import json
import pathlib
import sys
import time

import cv2
import numpy as np

AT_ONCE = 50


def picture(path):
    return cv2.imread(str(path), cv2.IMREAD_UNCHANGED).astype(np.float32)


class Tiles:
    def __init__(self, folder):
        self.next = 0
        self.pictures = sorted(p for p in folder.iterdir() if p.suffix in (".png", ".tiff"))
        self.room = None
        if (folder / "index.json").exists():
            index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
            shards = [
                np.memmap(folder / f"shard-{number:06d}.tar", np.uint8, "r") for number in range(len(index["sizes"]))
            ]
            self.arrays = []
            for place in index["samples"]:
                stored = place["sample"]["picture"]
                shape, dtype = stored["shape"], np.dtype(stored["type"]).newbyteorder("<")
                start = place["pictureAt"]
                size = int(np.prod(shape)) * dtype.itemsize
                self.arrays.append(shards[place["shard"]][start : start + size].view(np.ndarray).view(dtype).reshape(shape))

    def read(self, form, number):
        if form in ("png", "tiff"):
            return picture(self.pictures[number % len(self.pictures)])
        stored = self.arrays[number % len(self.arrays)]
        if form == "packed":
            return stored.astype(np.float32)
        if self.room is None:
            self.room = np.empty(stored.shape, np.float32)
        np.copyto(self.room, stored)
        return self.room


def main():
    cv2.setNumThreads(1)
    tiles = None
    for line in sys.stdin:
        request, *arguments = line.split()
        if request == "load":
            tiles = Tiles(pathlib.Path(arguments[1]))
            answer = len(tiles.pictures)
        elif request == "time":
            start = time.process_time()
            for number in range(tiles.next, tiles.next + AT_ONCE):
                tiles.read(arguments[0], number)
            answer = time.process_time() - start
            tiles.next += AT_ONCE
        elif request == "difference":
            answer = np.abs(tiles.read(arguments[0], 0) - np.load(arguments[1])).max()
        else:
            raise SystemExit(f"unknown request {request!r}: expected load, time or difference")
        print(answer, flush=True)


if __name__ == "__main__":
    main()
