#!/usr/bin/env python3
"""The point spreads once more, in SciPy: gaussian_filter for Gaussians, fftconvolve for everything else.

A peer to measure against, float32, one thread. It reads one request a line and answers each with one line:

    load FILE NAME           reads three bands of light (.npy, (band, row, column)); the name is not used; answers their shape
    time CASE                spreads them once; answers the seconds it took
    difference CASE FILE     spreads them; answers by how much the bands in the file (.npy) differ at most, relative to the brightest

A case is gaussian-SIGMA or defocus-DIAMETER [px], or airy (600, 530 and 460 nm at f/8 on pixels of 2.4 µm).
"""

import functools
import sys
import time

import numpy as np
from scipy import ndimage, signal, special


@functools.lru_cache
def airy(wavelength):
    scale = wavelength / 1000 * 8 / 2.4
    radius = int(np.ceil(20 * scale))
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    r = np.hypot(y, x)
    v = np.pi * np.maximum(r, 1e-12) / scale
    weights = np.where(r <= 20 * scale, (2 * special.j1(v) / v) ** 2, 0)
    return (weights / weights.sum()).astype(np.float32)


@functools.lru_cache
def disc(diameter, parts=64):
    """Each weight is the share of the disc that lies on the pixel, by counting points of a fine grid."""
    reach = int(np.ceil(diameter / 2 - 0.5))
    side = 2 * reach + 1
    places = (np.arange(side * parts) + 0.5) / parts - side / 2
    inside = places[:, None] ** 2 + places[None, :] ** 2 <= diameter**2 / 4
    weights = inside.reshape(side, parts, side, parts).sum((1, 3))
    return (weights / weights.sum()).astype(np.float32)


def convolve(plane, weights):
    reach = weights.shape[0] // 2
    return signal.fftconvolve(np.pad(plane, reach, mode="reflect"), weights, mode="valid")


def spread(case, light):
    kind, _, number = case.partition("-")
    if kind == "gaussian":
        return np.stack([ndimage.gaussian_filter(plane, float(number), mode="mirror", truncate=4) for plane in light])
    if kind == "defocus":
        return np.stack([convolve(plane, disc(float(number))) for plane in light])
    return np.stack([convolve(plane, airy(wavelength)) for plane, wavelength in zip(light, (600, 530, 460))])


def main():
    light = None
    for line in sys.stdin:
        request, *arguments = line.split()
        if request == "load":
            light = np.load(arguments[0])
            answer = light.shape
        elif request == "time":
            start = time.perf_counter()
            spread(arguments[0], light)
            answer = time.perf_counter() - start
        else:
            theirs = spread(arguments[0], light)
            answer = np.abs(np.load(arguments[1]) - theirs).max() / theirs.max()
        print(answer, flush=True)


main()
