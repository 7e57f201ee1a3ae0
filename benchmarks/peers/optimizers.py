#!/usr/bin/env python3
"""Optimizers once more: PyTorch's own, for 50 steps.

    optimizers.py            prints one line a case: its name, then the parameters after the last step
    optimizers.py speed N T  prints how long a step of Adam takes for N numbers on T threads [ms], in PyTorch's three ways

Parameters and gradients follow from their indices, so that nothing needs to be read: number i begins at cos(i), and its gradient in
step t, from 0, is 0.1·p + sin(0.7·t + 1.3·i). Rates go up and down: 0.01·(1 + sin(t)). One parameter has the shape (4, 3, 3, 3); its
gradients are missing in every third step.
"""

import math
import sys
import time

import torch

STEPS = 50
SHAPES = ((7, 5), (4, 3, 3, 3), (1,))

CASES = {
    "adam": lambda p, T=torch.optim.Adam: T(p, betas=(0.9, 0.999), eps=1e-8),
    "adam-decay": lambda p, T=torch.optim.Adam: T(p, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.05),
    "adamw": lambda p, T=torch.optim.AdamW: T(p, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1),
    "sgd": lambda p, T=torch.optim.SGD: T(p, lr=1),
    "sgd-momentum": lambda p, T=torch.optim.SGD: T(p, lr=1, momentum=0.9, weight_decay=0.01),
    "sgd-nesterov": lambda p, T=torch.optim.SGD: T(p, lr=1, momentum=0.8, nesterov=True, weight_decay=0.01),
}


def run(make, dtype):
    places = [torch.arange(math.prod(s), dtype=torch.float64).reshape(s) for s in SHAPES]
    parameters = [torch.nn.Parameter(i.cos().to(dtype)) for i in places]
    optimizer = make(parameters)
    for t in range(STEPS):
        for n, (p, i) in enumerate(zip(parameters, places)):
            missing = n == 1 and t % 3 == 2
            p.grad = None if missing else (0.1 * p.detach().double() + (0.7 * t + 1.3 * i).sin()).to(dtype)
        for group in optimizer.param_groups:
            group["lr"] = 0.01 * (1 + math.sin(t))
        optimizer.step()
    return torch.cat([p.detach().flatten() for p in parameters])


def speed(count, threads):
    torch.set_num_threads(threads)
    for way in ({"foreach": False}, {"foreach": True}, {"fused": True}):
        parameters = [torch.nn.Parameter(torch.zeros(count // 5)) for _ in range(5)]
        optimizer = torch.optim.Adam(parameters, **way)
        for p in parameters:
            p.grad = torch.ones_like(p)
        best = math.inf
        for _ in range(30):
            begin = time.perf_counter()
            optimizer.step()
            best = min(best, time.perf_counter() - begin)
        print(*way, *way.values(), round(best * 1000, 1))


def main():
    if sys.argv[1:2] == ["speed"]:
        speed(int(sys.argv[2]), int(sys.argv[3]))
        return
    for name, make in CASES.items():
        for dtype, bits in ((torch.float32, "32"), (torch.float64, "64")):
            print(f"{name}-{bits}", *(repr(float(v)) for v in run(make, dtype)))


if __name__ == "__main__":
    main()
