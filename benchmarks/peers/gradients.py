#!/usr/bin/env python3
"""The parametrized pipeline once more, in PyTorch: views of a batch, and by autograd the gradient of every parameter and of the raw images.

A peer to measure against, in three styles that compute the same:

    plain    every step the call of the library that is made for it
    tuned    the same steps, each in the form that ran fastest of those tried (CPU, one and two threads, batches of 1 to 32)
    package  Rawline's own engine in this process, by the package `rawline`: not a peer, but what calling it from Python adds

It reads one request a line and answers each with one line:

    load FILE CAMERA         reads raw images (.npy, (batch, row, column), RGGB, normalised); answers their shape
    upstream FILE            reads the gradient of a loss with respect to the views (.npy, (batch, colour, row, column))
    time STYLE-forward       computes the views once, without a tape; answers the seconds it took
    time STYLE-gradients     computes the views, then all gradients; answers the seconds it took
    difference GROUP FILE    answers |ours − theirs| / |theirs|, Euclidean norms, of the values in the file (.npy) and the
                             plain style's in float64; GROUP is view, raw or the name of a parameter
    rounding GROUP           answers the same for the plain style's float32

    check DIRECTORY          answers by how much the styles in float64 differ at most from the golden numbers in the directory,
                             views and gradients, as a share of max(1, |value|)

It uses as many threads as it may use cores.
"""

import functools
import os
import pathlib
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from cameras import CAMERAS

RED_OR_BLUE = ((0.25, 0.5, 0.25), (0.5, 1, 0.5), (0.25, 0.5, 0.25))
GREEN = ((0, 0.25, 0), (0.25, 1, 0.25), (0, 0.25, 0))
CROSS = ((0, -1, 0), (-1, 5, -1), (0, -1, 0))
LUMA = (0.299, 0.587, 0.114)  # BT.601
SIGMA = 0.5
GAMMA = 2.2
WARM_UP = 10  # seconds, in which Java compiles the package's engine
FLOOR = 1e-5  # the slope of the gamma at 0 is infinite


def gaussian(sigma, radius):
    taps = torch.exp(-torch.arange(-radius, radius + 1, dtype=torch.float64) ** 2 / (2 * sigma**2))
    return torch.outer(taps, taps) / taps.sum() ** 2


@functools.lru_cache
def colour_masks(height, width, dtype):
    masks = torch.zeros(3, height, width, dtype=dtype)
    masks[0, 0::2, 0::2] = 1
    masks[1, 0::2, 1::2] = 1
    masks[1, 1::2, 0::2] = 1
    masks[2, 1::2, 1::2] = 1
    return masks


def padded(planes, radius, border="reflect"):
    return F.pad(planes, (radius,) * 4, mode=border)


class Plain(torch.nn.Module):
    def __init__(self, camera, sharpening_border="reflect"):
        super().__init__()
        self.sharpening_border = sharpening_border
        for name, value in {
            "black_level": camera["black_level"],
            "demosaic": (RED_OR_BLUE, GREEN, RED_OR_BLUE),
            "white_balance": camera["white_balance"],
            "colour_matrix": camera["colour_matrix"],
            "sharpening": CROSS,
            "blur": gaussian(SIGMA, 2),
            "gamma": GAMMA,
        }.items():
            self.register_parameter(name, torch.nn.Parameter(torch.as_tensor(value, dtype=torch.float64)))
        self.register_buffer("luma", torch.tensor(LUMA, dtype=torch.float64).view(3, 1, 1))

    def forward(self, raw):
        rgb = self.colours(self.demosaiced(self.planes(raw)))
        luma = (rgb * self.luma).sum(1, keepdim=True)
        sharp = self.filtered(luma, self.sharpening, self.sharpening_border)
        smooth = self.filtered(sharp, self.blur, "reflect")
        return self.curve((self.recoloured(rgb) + (smooth - luma)).clamp(FLOOR, 1))

    def planes(self, raw):
        height, width = raw.shape[1:]
        level = self.black_level.view(2, 2).repeat((height + 1) // 2, (width + 1) // 2)[:height, :width]
        return (raw - level).unsqueeze(1) * colour_masks(height, width, raw.dtype)

    def demosaiced(self, planes):
        return F.conv2d(padded(planes, 1), self.demosaic.unsqueeze(1), groups=3)

    def colours(self, rgb):
        return torch.einsum("kc,bchw->bkhw", self.colour_matrix, rgb * self.white_balance.view(3, 1, 1))

    def filtered(self, luma, kernel, border):
        return F.conv2d(padded(luma, kernel.shape[0] // 2, border), kernel[None, None])

    def recoloured(self, rgb):
        """Colours to YUV and back, which changes nothing but for rounded matrices."""
        return rgb

    def curve(self, rgb):
        return rgb.pow(1 / self.gamma)


class Tuned(Plain):
    def demosaiced(self, planes):
        together = padded(planes, 1).contiguous(memory_format=torch.channels_last)
        return F.conv2d(together, self.demosaic.unsqueeze(1), groups=3)

    def colours(self, rgb):
        return F.conv2d(rgb, (self.colour_matrix * self.white_balance)[:, :, None, None]).contiguous()

    def filtered(self, luma, kernel, border):
        """Shifted copies stand for the kernel's columns, as channels."""
        size = kernel.shape[0]
        width = luma.shape[-1]
        wide = padded(luma, size // 2, border)
        shifted = torch.cat([wide[..., column : column + width] for column in range(size)], 1)
        return F.conv2d(shifted.contiguous(memory_format=torch.channels_last), kernel.t()[None, :, :, None].contiguous())

    def curve(self, rgb):
        return torch.exp(torch.log(rgb) / self.gamma)


STYLES = {"plain": Plain, "tuned": Tuned}


def package(camera):
    """Returns the package's module; it is looked for in this checkout, and starts a JVM."""
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "python"))
    import rawline.torch

    isp = rawline.torch.Isp(camera, threads=len(os.sched_getaffinity(0)))
    isp.gamma_floor.fill_(FLOOR)
    return isp


def views(pipeline, raw):
    with torch.no_grad():
        return pipeline(raw)


def inputs_of(pipeline, raw):
    """Returns by name what gradients are taken of."""
    return {"raw": raw.requires_grad_(True), **dict(pipeline.named_parameters())}


def gradients(pipeline, inputs, upstream):
    """Returns the views, and the gradients of Σ views · upstream by name."""
    view = pipeline(inputs["raw"])
    return view, dict(zip(inputs, torch.autograd.grad(view, list(inputs.values()), upstream)))


def read(file, dtype):
    return torch.from_numpy(np.load(file)).to(dtype)


# Golden numbers ------------------------------------------------------------------------------------------------------

GOLDEN_NAMES = {
    "black_level": "black_level",
    "demosaic": "debayer.weight",
    "white_balance": "white_balance",
    "colour_matrix": "colour_correction",
    "sharpening": "sharpening_filter.weight",
    "blur": "gaussian_blur.weight",
    "gamma": "gamma_correct",
    "raw": "raw",
}


def golden(file, name):
    value = read(file, torch.float64)
    if name == "demosaic":  # there a dense convolution; its diagonal is ours
        value = torch.stack([value[colour, colour] for colour in range(3)])
    return value


def check(directory):
    directory = pathlib.Path(directory)
    to_yuv, to_rgb = (read(directory / "defaults" / f"M_{way}.npy", torch.float64) for way in ("RGB_2_YUV", "YUV_2_RGB"))
    errors = []
    for name in ("small", "odd", "tiny", "msynth"):
        raw = read(directory / name / "raw.npy", torch.float64)
        weights = read(directory / name / "loss2_weights.npy", torch.float64)
        for camera in CAMERAS:
            folder = directory / name / camera / "nobn_notrack"
            expected_view = read(folder / "rgb.npy", torch.float64)
            losses = {"mse": 2 * (expected_view - 0.5) / expected_view.numel(), "wsum": weights}
            for style in STYLES.values():
                pipeline = style(CAMERAS[camera], sharpening_border="constant")
                # There YUV becomes RGB by a matrix of eight digits.
                pipeline.recoloured = lambda rgb: torch.einsum("kc,bchw->bkhw", to_rgb @ to_yuv, rgb)
                for parameter, value in pipeline.named_parameters():
                    given = golden(folder / f"param.{GOLDEN_NAMES[parameter]}.npy", parameter)
                    value.data = given.reshape(value.shape)
                for loss, upstream in losses.items():
                    view, by_name = gradients(pipeline, inputs_of(pipeline, raw), upstream)
                    errors.append(largest_error(view.detach(), expected_view))
                    for group, gradient in by_name.items():
                        expected = golden(folder / f"grad_{loss}.{GOLDEN_NAMES[group]}.npy", group)
                        errors.append(largest_error(gradient, expected.reshape(gradient.shape)))
    return float(torch.stack(errors).max())


def largest_error(ours, theirs):
    return ((ours - theirs).abs() / theirs.abs().clamp(min=1)).max()


# Requests ------------------------------------------------------------------------------------------------------------


class Answers:
    def __init__(self):
        self.warm = set()

    def load(self, file, camera):
        self.raw = read(file, torch.float32)
        self.camera_name = camera
        self.camera = CAMERAS[camera]
        self.styles = {name: style(self.camera).float() for name, style in STYLES.items()}
        return tuple(self.raw.shape)

    def upstream(self, file):
        self.upstream_gradient = read(file, torch.float32)
        self.computed.cache_clear()
        return tuple(self.upstream_gradient.shape)

    def time(self, case):
        style, what = case.split("-")
        if style not in self.styles:
            self.styles[style] = package(self.camera_name)
        pipeline = self.styles[style]
        if style == "package" and case not in self.warm:
            self.warm.add(case)
            end = time.perf_counter() + WARM_UP
            while time.perf_counter() < end:
                self.time(case)
        inputs = inputs_of(pipeline, self.raw)
        start = time.perf_counter()
        if what == "forward":
            views(pipeline, self.raw)
        elif what == "gradients":
            gradients(pipeline, inputs, self.upstream_gradient)
        else:
            raise SystemExit(f"unknown case {case!r}: expected STYLE-forward or STYLE-gradients")
        return time.perf_counter() - start

    def difference(self, group, file):
        return self.distance(group, read(file, torch.float64))

    def rounding(self, group):
        return self.distance(group, self.computed(torch.float32)[group].double())

    def distance(self, group, ours):
        theirs = self.computed(torch.float64)[group]
        return float((ours.flatten() - theirs.flatten()).norm() / theirs.norm())

    @functools.cache
    def computed(self, dtype):
        """Returns the plain style's views and all gradients by name."""
        pipeline = Plain(self.camera).to(dtype)
        inputs = inputs_of(pipeline, self.raw.detach().to(dtype))
        view, by_name = gradients(pipeline, inputs, self.upstream_gradient.to(dtype))
        return {"view": view.detach(), **by_name}


def answer_requests():
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    answers = Answers()
    requests = {request: getattr(answers, request) for request in ("load", "upstream", "time", "difference", "rounding")}
    requests["check"] = check
    for line in sys.stdin:
        request, *arguments = line.split()
        if request not in requests:
            raise SystemExit(f"unknown request {request!r}: expected {', '.join(requests)}")
        print(requests[request](*arguments), flush=True)


if __name__ == "__main__":
    answer_requests()
