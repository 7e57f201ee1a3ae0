#!/usr/bin/env python3
"""What each pixel by itself tells of a raw image, once more, in NumPy.

A peer to measure against, written as one writes it in Python: np.bincount for the histograms of the four kinds of pixels,
from which means and quantiles follow, and comparisons of whole arrays for the shares.

It reads one request a line and answers each with one line:

    load FILE CASE           reads the samples (.npy, DN, float32); CASE is layout,black,white, separated by commas
    time levels              computes the numbers once; answers the seconds it took
    difference levels FILE   computes the numbers; answers by how much those in the file (.npy) differ at most, relative

The numbers, in order: the means above black of red, green and blue; the 5, 50 and 95 % quantiles above black of red, of green,
of blue; the shares at or above white and at or below black; red to green, blue to green, and the difference of the greens over
their mean. A quantile lies within its
code's step, one code being spread evenly from half below to half above.
"""

import sys
import time

import numpy as np


def quantile(histogram, share):
    below = np.cumsum(histogram)
    place = share * below[-1]
    code = int(np.searchsorted(below, place))
    return code - 0.5 + (place - (below[code] - histogram[code])) / histogram[code]


def levels(samples, layout, black, white):
    codes = samples.astype(np.int32)
    bins = int(codes.max()) + 1
    histograms = {}
    sums = {}
    counts = {}
    greens = []
    for index, colour in enumerate(layout):
        site = codes[index // 2 :: 2, index % 2 :: 2].ravel()
        histogram = np.bincount(site, minlength=bins)
        mean = (histogram * np.arange(bins)).sum() / site.size - black
        histograms[colour] = histograms.get(colour, 0) + histogram
        sums[colour] = sums.get(colour, 0) + mean * site.size
        counts[colour] = counts.get(colour, 0) + site.size
        if colour == "G":
            greens.append((index, mean))
    means = {colour: sums[colour] / counts[colour] for colour in "RGB"}
    numbers = [means[colour] for colour in "RGB"]
    for colour in "RGB":
        numbers += [quantile(histograms[colour], share) - black for share in (0.05, 0.5, 0.95)]
    numbers.append((samples >= white).mean())
    numbers.append((samples <= black).mean())
    numbers.append(means["R"] / means["G"])
    numbers.append(means["B"] / means["G"])
    red_row = layout.index("R") // 2
    first = next(mean for index, mean in greens if index // 2 == red_row)
    second = next(mean for index, mean in greens if index // 2 != red_row)
    numbers.append((first - second) / means["G"])
    return np.array(numbers)


def main():
    arguments_of_levels = None
    for line in sys.stdin:
        request, *arguments = line.split()
        if request == "load":
            layout, black, white = arguments[1].split(",")
            samples = np.load(arguments[0])
            arguments_of_levels = (samples, layout, float(black), float(white))
            answer = samples.shape
        elif request == "time":
            start = time.perf_counter()
            levels(*arguments_of_levels)
            answer = time.perf_counter() - start
        elif request == "difference":
            ours = levels(*arguments_of_levels)
            theirs = np.load(arguments[1])
            answer = np.max(np.abs(ours - theirs) / np.maximum(1e-3, np.abs(ours)))
        else:
            raise SystemExit(f"unknown request {request!r}: expected load, time or difference")
        print(answer, flush=True)


if __name__ == "__main__":
    main()
