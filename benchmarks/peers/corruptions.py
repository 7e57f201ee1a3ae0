#!/usr/bin/env python3
"""The corruptions of ImageNet-C and CIFAR-10-C once more, with NumPy, SciPy, scikit-image, OpenCV and Pillow.

A peer to compare with, which uses the libraries that the published corruptions use. It takes pictures and what `rawline corrupt`
made of them, and prints for each corruption and severity how far they moved, mean |Δ| over all samples, there and here:

    corruptions.py FOLDER scaled|32px PICTURE.png...

FOLDER holds PICTURE-<corruption>-<severity>.png. Since chance hangs on a picture's name, copies of one picture are as many
draws; the peer draws once a picture, and the difference stands besides in standard errors. Where there is no chance, the largest difference of a sample stands besides, in
levels of 255. `scaled` wants a picture of 224×224 px: there the constants are those of ImageNet-C as published. Ice on the lens
(frost) has no peer, since the published one is cut out of photographs.
"""

import argparse
import io
import pathlib
import re

import cv2
import numpy as np
from PIL import Image
from scipy import ndimage
from skimage import color, util

random = np.random.default_rng(1)
kept = {}


def kept_memory(name, x):
    """Returns an array like another, the same one each time."""
    if name not in kept or kept[name].shape != x.shape or kept[name].dtype != x.dtype:
        kept[name] = np.empty_like(x)
    return kept[name]


def gaussian(x, sigma, border=cv2.BORDER_REPLICATE, truncate=4.0):
    """OpenCV's, which is faster than SciPy's and the same but for rounding."""
    side = 2 * int(truncate * sigma + 0.5) + 1
    if side == 1:
        return x
    return cv2.GaussianBlur(x, (side, side), sigma, dst=kept_memory("gaussian", x), borderType=border)


def zoomed(x, factor):
    crops = [int(np.ceil(length / factor)) for length in x.shape[:2]]
    starts = [(length - crop) // 2 for length, crop in zip(x.shape, crops)]
    middle = tuple(slice(start, start + crop) for start, crop in zip(starts, crops))
    factors = (factor, factor) + (1,) * (x.ndim - 2)
    large = ndimage.zoom(x[middle], factors, order=1)
    trims = [(long - length) // 2 for long, length in zip(large.shape, x.shape[:2])]
    return large[tuple(slice(trim, trim + length) for trim, length in zip(trims, x.shape[:2]))]


def motion(x, radius, sigma, angle):
    steps = np.arange(2 * int(np.ceil(radius)) + 1)
    weights = np.exp(-(steps**2) / (2 * sigma**2))
    weights /= weights.sum()
    down = np.ceil(steps * np.sin(np.deg2rad(angle)) - 0.5).astype(int)
    right = np.ceil(steps * np.cos(np.deg2rad(angle)) - 0.5).astype(int)
    kernel = np.zeros((np.ptp(down) + 1, np.ptp(right) + 1))
    np.add.at(kernel, (down - down.min(), right - right.min()), weights)
    start = (int(-right.min()), int(-down.min()))
    return cv2.filter2D(x, -1, kernel, dst=kept_memory("motion", x), anchor=start, borderType=cv2.BORDER_REPLICATE)


def plasma(side, decay):
    heights, wobble, step = np.zeros((side, side)), 100.0, side
    while step >= 2:
        half = step // 2

        def filled(total):
            return total / 4 + wobble * random.uniform(-wobble, wobble, total.shape)

        corners = heights[::step, ::step]
        total = corners + np.roll(corners, -1, 0)
        heights[half::step, half::step] = filled(total + np.roll(total, -1, 1))
        middles = heights[half::step, half::step]
        heights[::step, half::step] = filled(middles + np.roll(middles, 1, 0) + corners + np.roll(corners, -1, 1))
        heights[half::step, ::step] = filled(middles + np.roll(middles, 1, 1) + corners + np.roll(corners, -1, 0))
        step, wobble = half, wobble / decay
    heights -= heights.min()
    return heights / heights.max()


def gaussian_noise(x, c):
    return x + random.normal(0, c, x.shape)


def shot_noise(x, c):
    return random.poisson(x * c) / c


def impulse_noise(x, c):
    return util.random_noise(x, mode="s&p", amount=c, rng=random)


def speckle_noise(x, c):
    return x + x * random.normal(0, c, x.shape)


def gaussian_blur(x, c):
    return gaussian(x, c)


def defocus_blur(x, c):
    radius, soft = c
    reach, size = (8, 3) if radius <= 8 else (radius, 5)
    places = np.arange(-reach, reach + 1)
    disc = (places[:, None] ** 2 + places**2 <= radius**2).astype(np.float64)
    kernel = cv2.GaussianBlur(disc / disc.sum(), ksize=(size, size), sigmaX=soft)
    return cv2.filter2D(x, -1, kernel, dst=kept_memory("defocus", x))


def glass_blur(x, c):
    sigma, reach, passes = c
    x = gaussian(x, sigma).copy()
    height, width = x.shape[:2]
    for _ in range(passes):
        for row in range(height - reach, reach, -1):
            moves = random.integers(-reach, reach, size=(width, 2)).tolist()
            for column in range(width - reach, reach, -1):
                dx, dy = moves[column - 1]
                x[row, column] = x[row + dy, column + dx]
    return gaussian(x, sigma)


def motion_blur(x, c):
    return motion(x, *c, random.uniform(-45, 45))


def zoom_blur(x, c):
    factors = np.arange(1, *c)
    return (x + sum(zoomed(x, factor) for factor in factors)) / (len(factors) + 1)


def snow(x, c):
    mean, deviation, size, threshold, radius, sigma, kept = c
    flakes = zoomed(random.normal(mean, deviation, x.shape[:2]), size)
    flakes[flakes < threshold] = 0
    flakes = motion(np.clip(flakes, 0, 1), radius, sigma, random.uniform(-135, -45))[..., None]
    luma = cv2.cvtColor(x.astype(np.float32), cv2.COLOR_RGB2GRAY)[..., None]
    return kept * x + (1 - kept) * np.maximum(x, 1.5 * luma + 0.5) + flakes + np.rot90(flakes, 2)


def fog(x, c):
    density, decay = c
    side = 2 ** int(np.ceil(np.log2(max(x.shape))))
    clouds = plasma(side, decay)[: x.shape[0], : x.shape[1], None]
    return (x + density * clouds) * x.max() / (x.max() + density)


def spatter(x, c):
    mean, deviation, sigma, threshold, strength, mud = c
    liquid = gaussian(random.normal(mean, deviation, x.shape[:2]), sigma)
    liquid[liquid < threshold] = 0
    if mud:
        mask = gaussian((liquid > threshold).astype(float), strength)
        mask[mask < 0.8] = 0
        return x * (1 - mask[..., None]) + mask[..., None] * np.array([63, 42, 20]) / 255
    amount = water(np.clip(liquid * 255, 0, 255).astype(np.uint8))
    most = amount.max()
    return x + (strength * amount / most)[..., None] * np.array([175, 238, 238]) / 255 if most else x


def water(levels):
    distance = cv2.distanceTransform(255 - cv2.Canny(levels, 50, 150), cv2.DIST_L2, 5)
    shine = cv2.blur(np.minimum(distance, 20), (3, 3)).astype(np.uint8)
    relief = np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]])
    shine = cv2.filter2D(cv2.equalizeHist(shine), cv2.CV_8U, relief)
    return levels * cv2.blur(shine, (3, 3)).astype(float)


def contrast(x, c):
    means = x.mean(axis=(0, 1), keepdims=True)
    return (x - means) * c + means


def brightness(x, c):
    hsv = color.rgb2hsv(x)
    hsv[..., 2] = np.clip(hsv[..., 2] + c, 0, 1)
    return color.hsv2rgb(hsv)


def saturate(x, c):
    hsv = color.rgb2hsv(x)
    hsv[..., 1] = np.clip(hsv[..., 1] * c[0] + c[1], 0, 1)
    return color.hsv2rgb(hsv)


def levels(x):
    return Image.fromarray(np.floor(x * 255 + 0.5).astype(np.uint8))


def jpeg_compression(x, c):
    file = io.BytesIO()
    levels(x).save(file, "JPEG", quality=c)
    return np.asarray(Image.open(file)) / 255


def pixelate(x, c):
    height, width = x.shape[:2]
    small = levels(x).resize((int(width * c), int(height * c)), Image.BOX)
    return np.asarray(small.resize((width, height), Image.BOX)) / 255


def elastic_transform(x, c):
    alpha, sigma, shift = c
    middle, square = np.float32(x.shape[:2]) // 2, min(x.shape[:2]) // 3
    before = np.float32([middle + square, [middle[0] + square, middle[1] - square], middle - square])
    after = before + random.uniform(-shift, shift, before.shape).astype(np.float32)
    matrix = cv2.getAffineTransform(before, after)
    moved = kept_memory("moved", x)
    x = cv2.warpAffine(x, matrix, x.shape[1::-1], dst=moved, borderMode=cv2.BORDER_REFLECT_101)
    noise = (random.uniform(-1, 1, x.shape[:2]) for _ in range(2))
    right, down = (alpha * gaussian(each, sigma, cv2.BORDER_REFLECT, 3) for each in noise)
    rows, columns = np.mgrid[: x.shape[0], : x.shape[1]]
    bent = [
        ndimage.map_coordinates(x[..., k], [rows + down, columns + right], order=1, mode="reflect") for k in range(3)
    ]
    return np.stack(bent, axis=-1)


def of_side(side, *shares):
    return [tuple(side * share for share in each) for each in shares]


CONSTANTS = {
    "scaled": {
        gaussian_noise: [0.08, 0.12, 0.18, 0.26, 0.38],
        shot_noise: [60, 25, 12, 5, 3],
        impulse_noise: [0.03, 0.06, 0.09, 0.17, 0.27],
        speckle_noise: [0.15, 0.2, 0.35, 0.45, 0.6],
        gaussian_blur: [1, 2, 3, 4, 6],
        zoom_blur: [(1.11, 0.01), (1.16, 0.01), (1.21, 0.02), (1.26, 0.02), (1.31, 0.03)],
        contrast: [0.4, 0.3, 0.2, 0.1, 0.05],
        brightness: [0.1, 0.2, 0.3, 0.4, 0.5],
        saturate: [(0.3, 0), (0.1, 0), (2, 0), (5, 0.1), (20, 0.2)],
        elastic_transform: of_side(
            244, (2, 0.7, 0.1), (2, 0.08, 0.2), (0.05, 0.01, 0.02), (0.07, 0.01, 0.02), (0.12, 0.01, 0.02)
        ),
        defocus_blur: [(3, 0.1), (4, 0.5), (6, 0.5), (8, 0.5), (10, 0.5)],
        glass_blur: [(0.7, 1, 2), (0.9, 2, 1), (1, 2, 3), (1.1, 3, 2), (1.5, 4, 2)],
        motion_blur: [(10, 3), (15, 5), (15, 8), (15, 12), (20, 15)],
        snow: [
            (0.1, 0.3, 3, 0.5, 10, 4, 0.8),
            (0.2, 0.3, 2, 0.5, 12, 4, 0.7),
            (0.55, 0.3, 4, 0.9, 12, 8, 0.7),
            (0.55, 0.3, 4.5, 0.85, 12, 8, 0.65),
            (0.55, 0.3, 2.5, 0.85, 12, 12, 0.55),
        ],
        fog: [(1.5, 2), (2, 2), (2.5, 1.7), (2.5, 1.5), (3, 1.4)],
        spatter: [
            (0.65, 0.3, 4, 0.69, 0.6, 0),
            (0.65, 0.3, 3, 0.68, 0.6, 0),
            (0.65, 0.3, 2, 0.68, 0.5, 0),
            (0.65, 0.3, 1, 0.65, 1.5, 1),
            (0.67, 0.4, 1, 0.65, 1.5, 1),
        ],
        pixelate: [0.6, 0.5, 0.4, 0.3, 0.25],
        jpeg_compression: [25, 18, 15, 10, 7],
    },
    "32px": {
        gaussian_noise: [0.04, 0.06, 0.08, 0.09, 0.10],
        shot_noise: [500, 250, 100, 75, 50],
        impulse_noise: [0.01, 0.02, 0.03, 0.05, 0.07],
        speckle_noise: [0.06, 0.1, 0.12, 0.16, 0.2],
        gaussian_blur: [0.4, 0.6, 0.7, 0.8, 1],
        zoom_blur: [(1.06, 0.01), (1.11, 0.01), (1.16, 0.01), (1.21, 0.01), (1.26, 0.01)],
        contrast: [0.75, 0.5, 0.4, 0.3, 0.15],
        brightness: [0.05, 0.1, 0.15, 0.2, 0.3],
        saturate: [(0.3, 0), (0.1, 0), (1.5, 0), (2, 0.1), (2.5, 0.2)],
        elastic_transform: of_side(
            32, (0, 0, 0.08), (0.05, 0.2, 0.07), (0.08, 0.06, 0.06), (0.1, 0.04, 0.05), (0.1, 0.03, 0.03)
        ),
        defocus_blur: [(0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (1, 0.2), (1.5, 0.1)],
        glass_blur: [(0.05, 1, 1), (0.25, 1, 1), (0.4, 1, 1), (0.25, 1, 2), (0.4, 1, 2)],
        motion_blur: [(6, 1), (6, 1.5), (6, 2), (8, 2), (9, 2.5)],
        snow: [
            (0.1, 0.2, 1, 0.6, 8, 3, 0.95),
            (0.1, 0.2, 1, 0.5, 10, 4, 0.9),
            (0.15, 0.3, 1.75, 0.55, 10, 4, 0.9),
            (0.25, 0.3, 2.25, 0.6, 12, 6, 0.85),
            (0.3, 0.3, 1.25, 0.65, 14, 12, 0.8),
        ],
        fog: [(0.2, 3), (0.5, 3), (0.75, 2.5), (1, 2), (1.5, 1.75)],
        spatter: [
            (0.62, 0.1, 0.7, 0.7, 0.5, 0),
            (0.65, 0.1, 0.8, 0.7, 0.5, 0),
            (0.65, 0.3, 1, 0.69, 0.5, 0),
            (0.65, 0.1, 0.7, 0.69, 0.6, 1),
            (0.65, 0.1, 0.5, 0.68, 0.6, 1),
        ],
        pixelate: [0.95, 0.9, 0.85, 0.75, 0.65],
        jpeg_compression: [80, 65, 58, 50, 40],
    },
}

WITHOUT_CHANCE = {
    gaussian_blur, defocus_blur, zoom_blur, contrast, brightness, saturate, pixelate, jpeg_compression
}  # fmt: skip


def read(path):
    return np.asarray(Image.open(path).convert("RGB")).astype(np.float64) / 255


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("constants", choices=CONSTANTS)
    parser.add_argument("pictures", type=pathlib.Path, nargs="+")
    arguments = parser.parse_args()
    pictures = {path.stem: read(path) for path in arguments.pictures}
    print(f"{'corruption':18} severity   there    here    ratio")
    for corrupt, numbers in CONSTANTS[arguments.constants].items():
        for severity, number in enumerate(numbers, 1):
            there, here, largest = [], [], 0
            for stem, picture in pictures.items():
                path = arguments.folder / f"{stem}-{corrupt.__name__}-{severity}.png"
                if path.exists():
                    ours = read(path)
                    peer = np.clip(corrupt(picture, number), 0, 1)
                    there.append(np.abs(ours - picture).mean())
                    here.append(np.abs(peer - picture).mean())
                    largest = max(largest, 255 * np.abs(ours - peer).max())
            if there:
                print(line(corrupt, severity, np.array(there), np.array(here), largest), flush=True)


def line(corrupt, severity, there, here, largest):
    start = f"{corrupt.__name__:18} {severity:>8}  {there.mean():.4f}  {here.mean():.4f}  {there.mean() / here.mean():7.3f}"
    if corrupt in WITHOUT_CHANCE:
        return start + f"   largest difference {largest:.2f} levels"
    error = np.sqrt((there.var() + here.var()) / max(len(there) - 1, 1))
    return start + (f"   {(there.mean() - here.mean()) / error:+.1f} standard errors" if error else "")


if __name__ == "__main__":
    main()
