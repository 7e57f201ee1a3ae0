#!/usr/bin/env python3
"""The structural similarity with its gradient in PyTorch, and corruptions with the libraries that published them.

A peer to measure against. It reads one request a line and answers each with one line:

    load FILE CASE           reads a picture (.npy, float32, channel × row × column), CASE is not used; the similarity compares
                             eight copies of it with themselves, darker by a factor of .9
    time NAME                computes once; answers the seconds of the processor that it took
    difference NAME FILE     computes; answers by how much the numbers in the file (.npy) differ at most

NAME is ssim, for its gradient with respect to the pictures (blurs by a column and a row, float32, on one thread), or the name of a
corruption at severity 5 with the constants for 224 px, lengths in proportion to the shorter side, in doubles, with a picture of 8
bits for JPEG and boxes. OpenCV runs on one thread and writes into memory that is kept.
"""

import sys
import time

import corruptions
import cv2
import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
cv2.setNumThreads(1)


def window():
    places = torch.arange(11, dtype=torch.float32) - 5
    weights = torch.exp(-(places**2) / (2 * 1.5**2))
    return weights / weights.sum()


WEIGHTS = window()


def blurred(planes):
    """All planes as channels of one picture: the fastest of several forms."""
    count = planes.shape[1]
    down = WEIGHTS.reshape(1, 1, 11, 1).repeat(count, 1, 1, 1)
    along = WEIGHTS.reshape(1, 1, 1, 11).repeat(count, 1, 1, 1)
    columns = F.conv2d(planes, down, padding=(5, 0), groups=count)
    return F.conv2d(columns, along, padding=(0, 5), groups=count)


def ssim(pictures, references):
    shape = (1, -1, *pictures.shape[-2:])
    p, r = pictures.reshape(shape), references.reshape(shape)
    mean_p, mean_r = blurred(p), blurred(r)
    squares, product = mean_p**2 + mean_r**2, mean_p * mean_r
    variance = blurred(p * p + r * r) - squares
    covariance = blurred(p * r) - product
    similarity = (2 * product + 1e-4) * (2 * covariance + 9e-4) / ((squares + 1e-4) * (variance + 9e-4))
    # The mean of each picture, whose gradients are independent.
    return similarity.reshape(pictures.shape[0], -1).mean(1).sum()


def scaled(name, numbers, scale):
    """The constants with their lengths in proportion to the picture."""
    match name, numbers:
        case "gaussian_blur", sigma:
            return sigma * scale
        case "defocus_blur", (radius, soft):
            return round(radius * scale), soft * scale
        case "glass_blur", (sigma, reach, passes):
            return sigma * scale, round(reach * scale), passes
        case "motion_blur", (radius, sigma):
            return radius * scale, sigma * scale
        case "elastic_transform", (alpha, sigma, shift):
            return alpha * scale**2, sigma * scale, shift * scale
        case "snow", (mean, deviation, size, threshold, radius, sigma, kept):
            return mean, deviation, max(size * scale, 1), threshold, radius * scale, sigma * scale, kept
        case "spatter", (mean, deviation, sigma, threshold, strength, mud):
            return mean, deviation * scale, sigma * scale, threshold, strength * scale if mud else strength, mud
    return numbers


class Peer:
    def load(self, file, _):
        planes = np.load(file)
        self.picture = np.ascontiguousarray(planes.transpose(1, 2, 0).astype(np.float64))
        self.corrupted = np.empty_like(self.picture)
        self.batch = torch.from_numpy(planes).repeat(8, 1, 1, 1)
        self.references = 0.9 * self.batch
        return "ok"

    def compute(self, name):
        if name == "ssim":
            pictures = self.batch.requires_grad_()
            (gradient,) = torch.autograd.grad(ssim(pictures, self.references), pictures)
            return gradient
        corrupt = getattr(corruptions, name)
        numbers = scaled(name, corruptions.CONSTANTS["scaled"][corrupt][4], min(self.picture.shape[:2]) / 224)
        return np.clip(corrupt(self.picture, numbers), 0, 1, out=self.corrupted)

    def time(self, name):
        start = time.process_time()
        self.compute(name)
        return time.process_time() - start

    def difference(self, name, file):
        ours = np.load(file)
        theirs = self.compute(name)
        if name == "ssim":
            gradient = theirs[0].numpy()
            return np.abs(ours - gradient).max() / np.abs(gradient).max()
        return np.abs(ours.transpose(1, 2, 0) - theirs).max()


def main():
    peer = Peer()
    for request in sys.stdin:
        verb, *arguments = request.split()
        print(getattr(peer, verb)(*arguments), flush=True)


if __name__ == "__main__":
    main()
