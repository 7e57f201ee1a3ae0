#!/usr/bin/env python3
"""A whole step of training once more, in PyTorch: raw images through the parametrized pipeline and ResNet-18, cross-entropy, and back;
Adam changes the pipeline's numbers and the network's.

A peer to measure against. It reads one request a line and answers each with one line:

    load FILE CAMERA         reads raw images (.npy, (batch, row, column), RGGB, normalised); the class of image i is i modulo 9
    weights FILE             takes the network's numbers from a safetensors file
    losses STYLE N           answers the losses of N steps from there
    time STYLE               answers the seconds that one more step took
    time STYLE-network       the same for the network alone, the pipeline's views given and no gradient by them wanted
    time STYLE-inference     the same for what the network says of the views, without a way back

STYLE is float32, channels-last (float32, the channels of a pixel side by side) or bfloat16 (the same, autocast), each followed by -plain
or -tuned for the pipeline's style (see gradients.py). Adam is the fused one, which was the fastest. It uses as many threads as it may use
cores. Run it with MALLOC_MMAP_THRESHOLD_ and MALLOC_TRIM_THRESHOLD_ large and MALLOC_ARENA_MAX=1, or freed memory is asked for again page
by page.
"""

import os
import sys
import time

import numpy as np
import torch
import torchvision

from cameras import CAMERAS
from gradients import STYLES
from weights import read_safetensors

CLASSES = 9
RATE = 1e-3
PIPELINE_RATE = 1e-4


class Step:
    def __init__(self, style, raw, camera, weights):
        self.precision, _, pipeline = style.rpartition("-")
        self.raw = raw
        self.classes = torch.arange(raw.shape[0]) % CLASSES
        self.pipeline = STYLES[pipeline](CAMERAS[camera]).float()
        self.network = torchvision.models.resnet18(num_classes=CLASSES).train()
        if weights:
            self.network.load_state_dict(weights)
        if self.precision != "float32":
            self.network = self.network.to(memory_format=torch.channels_last)
        groups = [
            {"params": list(self.network.parameters()), "lr": RATE},
            {"params": list(self.pipeline.parameters()), "lr": PIPELINE_RATE},
        ]
        self.optimizer = torch.optim.Adam(groups, fused=True)
        with torch.no_grad():
            self.views = self.pipeline(raw)

    def said(self, views):
        if self.precision != "float32":
            views = views.contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.precision == "bfloat16"):
            return self.network(views)

    def change(self, views):
        self.optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(self.said(views).float(), self.classes)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def whole(self):
        return self.change(self.pipeline(self.raw))

    def alone(self):
        return self.change(self.views)

    def inference(self):
        self.network.eval()
        with torch.inference_mode():
            said = self.said(self.views).sum().item()
        self.network.train()
        return said


def main():
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    raw, camera, weights, steps = None, None, None, {}

    def step(style):
        if style not in steps:
            steps.clear()
            steps[style] = Step(style, raw, camera, weights)
        return steps[style]

    for line in sys.stdin:
        match line.split():
            case ["load", file, name]:
                raw, camera = torch.from_numpy(np.load(file)), name
                steps.clear()
                answer = tuple(raw.shape)
            case ["weights", file]:
                weights = read_safetensors(file)
                steps.clear()
                answer = len(weights)
            case ["losses", style, count]:
                steps.clear()
                answer = " ".join(str(step(style).whole()) for _ in range(int(count)))
            case ["time", what]:
                style, _, part = what.rpartition("-")
                if part not in ("network", "inference"):
                    style, part = what, "whole"
                measured = {"whole": Step.whole, "network": Step.alone, "inference": Step.inference}[part]
                of = step(style)
                start = time.perf_counter()
                measured(of)
                answer = time.perf_counter() - start
            case other:
                sys.exit(f"unknown request: {other}")
        print(answer, flush=True)


if __name__ == "__main__":
    main()
