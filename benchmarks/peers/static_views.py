#!/usr/bin/env python3
"""The static views once more, in NumPy, SciPy and scikit-image.

A peer to measure against, written as one writes such a pipeline in Python: whole-array operations in float64, a filter
a library call, YUV before and after every luma filter. It computes the same views as Rawline's default settings.

It reads one request a line and answers each with one line:

    load FILE CAMERA         reads a mosaic (.npy, RGGB, normalised); answers its shape
    time CASE                computes the case once; answers the seconds it took
    difference CASE FILE     computes the case; answers by how much the view in the file (.npy, planar) differs at most, before the gamma

A case is a view such as menon-unsharp-median, a demosaicing (bilinear, malvar, menon), twelve (each of the twelve views
by itself), tree (the twelve views, shared steps once), or opencv (OpenCV's bilinear demosaicing of 16 bits; opencv-into writes
into one picture again and again).
"""

import sys
import time

import numpy as np
from scipy import ndimage
from skimage import color, filters

from cameras import CAMERAS

GAMMA = 2.2

# Demosaicing ---------------------------------------------------------------------------------------------------------


def masks(shape):
    red, green, blue = (np.zeros(shape, dtype=bool) for _ in range(3))
    red[0::2, 0::2] = True
    green[0::2, 1::2] = True
    green[1::2, 0::2] = True
    blue[1::2, 1::2] = True
    return red, green, blue


def convolve(plane, kernel):
    return ndimage.convolve(plane, kernel, mode="mirror")


def along_row(plane, kernel):
    return ndimage.convolve1d(plane, kernel, axis=1, mode="mirror")


def along_column(plane, kernel):
    return ndimage.convolve1d(plane, kernel, axis=0, mode="mirror")


def bilinear(mosaic):
    at_red, at_green, at_blue = masks(mosaic.shape)
    for_green = np.array([[0, 1, 0], [1, 4, 1], [0, 1, 0]]) / 4
    for_others = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 4
    return np.dstack(
        [
            convolve(mosaic * at_red, for_others),
            convolve(mosaic * at_green, for_green),
            convolve(mosaic * at_blue, for_others),
        ]
    )


def malvar(mosaic):
    """Malvar, He and Cutler, ICASSP 2004."""
    at_red, at_green, at_blue = masks(mosaic.shape)
    for_green = (
        np.array([[0, 0, -1, 0, 0], [0, 0, 2, 0, 0], [-1, 2, 4, 2, -1], [0, 0, 2, 0, 0], [0, 0, -1, 0, 0]]) / 8
    )
    in_row = (
        np.array([[0, 0, 0.5, 0, 0], [0, -1, 0, -1, 0], [-1, 4, 5, 4, -1], [0, -1, 0, -1, 0], [0, 0, 0.5, 0, 0]]) / 8
    )
    diagonal = (
        np.array(
            [[0, 0, -1.5, 0, 0], [0, 2, 0, 2, 0], [-1.5, 0, 6, 0, -1.5], [0, 2, 0, 2, 0], [0, 0, -1.5, 0, 0]]
        )
        / 8
    )
    green = np.where(at_green, mosaic, convolve(mosaic, for_green))
    rows = convolve(mosaic, in_row)
    columns = convolve(mosaic, in_row.T)
    corners = convolve(mosaic, diagonal)
    red_rows = np.any(at_red, axis=1)[:, np.newaxis]
    red = np.where(at_red, mosaic, np.where(at_blue, corners, np.where(red_rows, rows, columns)))
    blue = np.where(at_blue, mosaic, np.where(at_red, corners, np.where(red_rows, columns, rows)))
    return np.dstack([red, green, blue])


def menon(mosaic):
    """Menon, Andriani and Calvagno, IEEE Transactions on Image Processing 16 (1), 2007; with refining."""
    at_red, at_green, at_blue = masks(mosaic.shape)
    red_rows = np.any(at_red, axis=1)[:, np.newaxis] & np.ones(mosaic.shape, dtype=bool)
    blue_rows = ~red_rows

    interpolating = np.array([-0.25, 0.5, 0.5, 0.5, -0.25])
    green_in_row = np.where(at_green, mosaic, along_row(mosaic, interpolating))
    green_in_column = np.where(at_green, mosaic, along_column(mosaic, interpolating))
    changes_in_row = np.abs(along_row(mosaic - green_in_row, [1, 0, -1]))
    changes_in_column = np.abs(along_column(mosaic - green_in_column, [1, 0, -1]))
    votes = np.array([[0, 1, 0, 1, 0], [0, 0, 1, 0, 0], [0, 3, 0, 3, 0], [0, 0, 1, 0, 0], [0, 1, 0, 1, 0]], dtype=float)
    in_row = convolve(changes_in_column, votes.T) >= convolve(changes_in_row, votes)

    green = np.where(in_row, green_in_row, green_in_column)
    red = np.where(at_red, mosaic, 0)
    blue = np.where(at_blue, mosaic, 0)
    red, blue = others_at_green(red, green, blue, at_green, red_rows, blue_rows)
    mean = np.array([0.5, 0, 0.5])
    difference = red - blue
    rows, columns = along_row(difference, mean), along_column(difference, mean)
    directed = np.where(in_row, rows, columns)
    red = np.where(at_blue, blue + directed, red)
    blue = np.where(at_red, red - directed, blue)

    # Refining.
    low_pass = np.ones(3) / 3
    difference = red - green
    green_at_red = red - np.where(in_row, along_row(difference, low_pass), along_column(difference, low_pass))
    difference = blue - green
    green_at_blue = blue - np.where(in_row, along_row(difference, low_pass), along_column(difference, low_pass))
    green = np.where(at_red, green_at_red, np.where(at_blue, green_at_blue, green))
    red, blue = others_at_green(red, green, blue, at_green, red_rows, blue_rows)
    difference = red - blue
    directed = np.where(in_row, along_row(difference, low_pass), along_column(difference, low_pass))
    red = np.where(at_blue, blue + directed, red)
    blue = np.where(at_red, red - directed, blue)
    return np.dstack([red, green, blue])


def others_at_green(red, green, blue, at_green, red_rows, blue_rows):
    mean = np.array([0.5, 0, 0.5])
    difference = red - green
    red = np.where(at_green & red_rows, green + along_row(difference, mean), red)
    red = np.where(at_green & blue_rows, green + along_column(difference, mean), red)
    difference = blue - green
    blue = np.where(at_green & blue_rows, green + along_row(difference, mean), blue)
    blue = np.where(at_green & red_rows, green + along_column(difference, mean), blue)
    return red, blue


# Luma filters --------------------------------------------------------------------------------------------------------


def on_luma(rgb, luma_filter):
    yuv = color.rgb2yuv(rgb)
    yuv[..., 0] = luma_filter(yuv[..., 0])
    return color.yuv2rgb(yuv)


def sharpen(luma):
    return convolve(luma, np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]))


def unsharp(luma):
    return luma + (luma - filters.gaussian(luma, sigma=1, mode="mirror", preserve_range=True))


def median(luma):
    return ndimage.median_filter(luma, size=3, mode="mirror")


def gaussian(luma):
    return filters.gaussian(luma, sigma=0.5, mode="mirror", preserve_range=True)


# The pipeline --------------------------------------------------------------------------------------------------------

DEMOSAICING = {"bilinear": bilinear, "malvar": malvar, "menon": menon}
SHARPENING = {"sharpen": sharpen, "unsharp": unsharp}
DENOISING = {"median": median, "gaussian": gaussian}


def black_level(mosaic, camera):
    level = np.zeros(mosaic.shape)
    level[0::2, 0::2], level[0::2, 1::2], level[1::2, 0::2], level[1::2, 1::2] = camera["black_level"]
    return mosaic - level


def colours(demosaiced, camera):
    balanced = demosaiced * np.array(camera["white_balance"])
    return np.einsum("kc,ijc->ijk", np.array(camera["colour_matrix"]), balanced)


def visible(rgb):
    return np.clip(rgb, 0, 1) ** (1 / GAMMA)


def view(mosaic, camera, name):
    demosaicing, sharpening, denoising = name.split("-")
    rgb = colours(DEMOSAICING[demosaicing](black_level(mosaic, camera)), camera)
    rgb = on_luma(rgb, SHARPENING[sharpening])
    rgb = on_luma(rgb, DENOISING[denoising])
    return visible(rgb)


def twelve(mosaic, camera):
    return [
        view(mosaic, camera, f"{demosaicing}-{sharpening}-{denoising}")
        for demosaicing in DEMOSAICING
        for sharpening in SHARPENING
        for denoising in DENOISING
    ]


def tree(mosaic, camera):
    views = []
    dark = black_level(mosaic, camera)
    for demosaicing in DEMOSAICING.values():
        rgb = colours(demosaicing(dark), camera)
        for sharpening in SHARPENING.values():
            sharp = on_luma(rgb, sharpening)
            for denoising in DENOISING.values():
                views.append(visible(on_luma(sharp, denoising)))
    return views


def opencv(mosaic, picture=None):
    import cv2

    # OpenCV names a layout by the pixels at (1, 1) and (1, 2).
    return cv2.cvtColor(mosaic, cv2.COLOR_BayerBG2RGB, dst=picture)


def main():
    mosaic = camera = integers = picture = None

    def case(name):
        if name == "twelve":
            return lambda: twelve(mosaic, camera)
        if name == "tree":
            return lambda: tree(mosaic, camera)
        if name == "opencv":
            return lambda: opencv(integers)
        if name == "opencv-into":
            return lambda: opencv(integers, picture)
        if name in DEMOSAICING:
            return lambda: DEMOSAICING[name](mosaic)
        return lambda: view(mosaic, camera, name)

    for line in sys.stdin:
        request, *arguments = line.split()
        if request == "load":
            mosaic = np.load(arguments[0]).astype(np.float64)
            integers = np.floor(np.clip(mosaic, 0, 1) * 65535 + 0.5).astype(np.uint16)
            picture = np.zeros((*mosaic.shape, 3), np.uint16)
            camera = CAMERAS[arguments[1]]
            answer = mosaic.shape
        elif request == "time":
            compute = case(arguments[0])
            start = time.perf_counter()
            compute()
            answer = time.perf_counter() - start
        elif request == "difference":
            # Before the gamma, because near black its slope magnifies every rounding.
            ours = np.moveaxis(np.load(arguments[1]).astype(np.float64), 0, -1)
            answer = np.abs(case(arguments[0])() ** GAMMA - ours**GAMMA).max()
        else:
            raise SystemExit(f"unknown request {request!r}: expected load, time or difference")
        print(answer, flush=True)


if __name__ == "__main__":
    main()
