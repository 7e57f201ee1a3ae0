"""Renders images and all gradients twice: by Rawline's engine, and by the same pipeline in PyTorch's own calls.

    eval "$(./rawline python)" && python3 examples/speed.py [IMAGES …]

Prints the time of each, in turns, and how far their views and gradients are apart.
"""

import pathlib
import statistics
import sys
import time

import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "benchmarks" / "peers"))

import gradients  # the published pipeline, step by step
import rawline.torch
from cameras import CAMERAS

SIZE, TURNS = 256, 15
WARM_UP = 3  # seconds, in which Java compiles what is used often


def forward_and_backward(pipeline, raws):
    for number in pipeline.parameters():
        number.grad = None
    start = time.perf_counter()
    view = pipeline(raws)
    ((view - 0.5) ** 2).mean().backward()
    return time.perf_counter() - start, view.detach(), pipeline.white_balance.grad


def main(counts):
    ours, theirs = rawline.torch.Isp("drone"), gradients.Plain(CAMERAS["drone"]).float()
    ours.gamma_floor.fill_(gradients.FLOOR)  # as there: at 0 the slope of the gamma is infinite
    torch.manual_seed(1)
    print(f"{SIZE}x{SIZE}, forward and backward, {torch.get_num_threads()} threads, median of {TURNS} turns")
    for count in counts:
        raws = torch.rand(count, SIZE, SIZE) * 0.3 + 0.1
        for pipeline in (theirs, ours):
            end = time.perf_counter() + WARM_UP
            while time.perf_counter() < end:
                forward_and_backward(pipeline, raws)
        times = [[forward_and_backward(pipeline, raws) for pipeline in (ours, theirs)] for _ in range(TURNS)]
        rawline_ms, torch_ms = (1e3 * statistics.median(turn[i][0] for turn in times) for i in (0, 1))
        (_, view, slope), (_, other, expected) = times[-1]
        print(
            f"{count:4} images: rawline {rawline_ms:8.2f} ms, PyTorch {torch_ms:8.2f} ms, {torch_ms / rawline_ms:.0f} times; "
            f"views differ by at most {(view - other).abs().max():.0e}, gradients of white balance by "
            f"{((slope - expected).norm() / expected.norm()):.0e} of their size"
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 32])
