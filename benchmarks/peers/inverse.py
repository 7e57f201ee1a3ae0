#!/usr/bin/env python3
"""The inverse light path once more, in NumPy: what a camera stores of an even picture.

It solves the colour equations (numpy.linalg.solve) rather than multiply by inverses, and prints for some colours [8 bits] the
number that each kind of pixel (R, G1, G2, B) would store [DN], neither rounded nor clipped. InverseIspTest holds Rawline to
these lines.
"""

import numpy as np

from cameras import CAMERAS

FULL_SCALE = 65535
GAMMA = 2.2
COLOURS = [(0, 0, 0), (255, 255, 255), (128, 128, 128), (200, 90, 40), (40, 90, 200), (0, 255, 255), (146, 85, 160)]


def stored(camera, colour):
    linear = (np.array(colour) / 255) ** GAMMA
    balanced = np.linalg.solve(np.array(camera["colour_matrix"]), linear)
    red, green, blue = balanced / np.array(camera["white_balance"])
    return FULL_SCALE * (np.array([red, green, green, blue]) + np.array(camera["black_level"]))


for name, camera in CAMERAS.items():
    for colour in COLOURS:
        print(name, *colour, *(f"{number:.3f}" for number in stored(camera, colour)))
