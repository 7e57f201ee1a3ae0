#!/usr/bin/env python3
"""A sensor calibrated by NumPy and OpenCV: calibration.py FOLDER prints gain [DN/e⁻], dark noise [e⁻], DSNU [e⁻] and PRNU [%].

FOLDER holds frames.csv (file, kind, exposure_ns, photons_per_pixel) and its PNG or TIFF files: pairs of bright and dark frames, and stacks
of both. The formulas are those of EMVA 1288, without intervals, maps, plots and report. A stack is summed into two arrays of doubles; no
frame is converted or copied.
"""

import csv
import pathlib
import sys
from collections import defaultdict

import cv2
import numpy as np


def main():
    folder = pathlib.Path(sys.argv[1])
    frames = defaultdict(lambda: defaultdict(list))
    with open(folder / "frames.csv", newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            frames[row["kind"]][float(row["exposure_ns"])].append(folder / row["file"])

    def read(file):
        return cv2.imread(str(file), cv2.IMREAD_UNCHANGED)

    def pairs(kind):
        found, difference = {}, None
        for exposure, files in frames[kind].items():
            first, second = (read(file) for file in files[:2])
            difference = cv2.subtract(first, second, dst=difference, dtype=cv2.CV_64F)
            shift = difference.mean()
            difference -= shift
            flat = difference.reshape(-1)
            found[exposure] = first.mean() - shift / 2, flat @ flat / flat.size / 2
        return found

    def stack(kind):
        files = [file for some in frames[kind].values() for file in some]
        total = squares = None
        for frame in map(read, files):
            if total is None:
                total, squares = np.zeros(frame.shape), np.zeros(frame.shape)
            cv2.accumulate(frame, total)
            cv2.accumulateSquare(frame, squares)
        mean = total / len(files)
        temporal = ((squares / len(files) - mean * mean) * len(files) / (len(files) - 1)).mean()
        return mean, mean.var() - temporal / len(files)

    bright, dark = pairs("bright"), pairs("dark")
    exposures = sorted(exposure for exposure in bright if exposure in dark)
    signal = np.array([bright[exposure][0] - dark[exposure][0] for exposure in exposures])
    noise = np.array([bright[exposure][1] - dark[exposure][1] for exposure in exposures])
    linear = slice(0, int(np.argmax(noise)))
    below = signal[linear] < 0.7 * signal[linear].max()
    gain = (signal[linear][below] @ noise[linear][below]) / (signal[linear][below] @ signal[linear][below])
    (lit, of_lit), (unlit, of_unlit) = stack("bright_spatial"), stack("dark_spatial")
    print(
        gain,
        np.sqrt(dark[exposures[0]][1] - 1 / 12) / gain,
        np.sqrt(max(0, of_unlit)) / gain,
        100 * np.sqrt(of_lit - of_unlit) / (lit - unlit).mean(),
    )


if __name__ == "__main__":
    main()
