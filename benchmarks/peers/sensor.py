#!/usr/bin/env python3
"""A sensor once more, in NumPy: shot noise, read noise and converter.

A peer to measure against, written as one writes a sensor model in Python: Generator.poisson and Generator.normal on whole
arrays in float64, then scale, offset, rounding half up and clip. Its numbers follow the same distribution as Rawline's; the
random bits differ.

It reads one request a line and answers each with one line:

    load FILE CASE           reads the expected charge (.npy, [e⁻]); CASE is read noise,gain,offset,bits, separated by commas
    time CASE                computes the case once; answers the seconds of its one core that it took, others' turns left out
    difference CASE FILE     computes the case; answers how many standard deviations of the estimator the mean or the
                             variance of the numbers in the file (.npy) lies from ours, the larger of the two

A case is poisson (shot noise alone), normal (read noise alone) or sensor (all three steps).
"""

import sys
import time

import numpy as np


def poisson(random, charge, _):
    return random.poisson(charge)


def normal(random, charge, sensor):
    return charge + random.normal(0, sensor[0], charge.shape)


def sensor(random, charge, numbers):
    read_noise, gain, offset, bits = numbers
    noisy = random.poisson(charge) + random.normal(0, read_noise, charge.shape)
    return np.clip(np.floor(gain * noisy + offset + 0.5), 0, 2**bits - 1).astype(np.uint16)


CASES = {"poisson": poisson, "normal": normal, "sensor": sensor}


def moments(values):
    values = values.astype(np.float64).ravel()
    mean = values.mean()
    squares = (values - mean) ** 2
    return mean, squares.mean(), np.sqrt(squares.mean() / values.size), np.sqrt(squares.var() / values.size)


def distance(ours, theirs):
    mean, variance, of_mean, of_variance = moments(ours)
    other_mean, other_variance, other_of_mean, other_of_variance = moments(theirs)
    return max(
        abs(mean - other_mean) / np.hypot(of_mean, other_of_mean),
        abs(variance - other_variance) / np.hypot(of_variance, other_of_variance),
    )


def main():
    random = np.random.default_rng(1)
    charge = numbers = None
    for line in sys.stdin:
        request, *arguments = line.split()
        if request == "load":
            charge = np.load(arguments[0]).astype(np.float64)
            numbers = [float(number) for number in arguments[1].split(",")]
            answer = charge.shape
        elif request == "time":
            compute = CASES[arguments[0]]
            start = time.process_time()
            compute(random, charge, numbers)
            answer = time.process_time() - start
        elif request == "difference":
            answer = distance(CASES[arguments[0]](random, charge, numbers), np.load(arguments[1]))
        else:
            raise SystemExit(f"unknown request {request!r}: expected load, time or difference")
        print(answer, flush=True)


if __name__ == "__main__":
    main()
