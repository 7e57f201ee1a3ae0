#!/usr/bin/env python3
"""The losses once more, in PyTorch, at double precision.

Prints one line a case: its name, the loss, and its gradient by every logit. Logits and targets follow from their indices, so that
nothing needs to be read:

    logit i    2·sin(1.7·i + 0.3)
    class i    (7·i) mod K
    mask i     1 where sin(0.9·i) > 0.4, else 0
    number i   cos(1.1·i)
"""

import math

import torch
import torch.nn.functional as F


def logits(*shape):
    count = math.prod(shape)
    values = [2 * math.sin(1.7 * i + 0.3) for i in range(count)]
    return torch.tensor(values, dtype=torch.float64).reshape(shape).requires_grad_()


def classes(count, kinds):
    return torch.tensor([7 * i % kinds for i in range(count)])


def mask(*shape):
    values = [float(math.sin(0.9 * i) > 0.4) for i in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def numbers(*shape):
    values = [math.cos(1.1 * i) for i in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def dice(z, t, smooth):
    p = z.sigmoid()
    return 1 - (2 * (p * t).sum() + smooth) / (p.sum() + t.sum() + smooth).clamp_min(1e-7)


def say(name, loss, z):
    (gradient,) = torch.autograd.grad(loss, z)
    print(name, *(repr(float(v)) for v in [loss.detach(), *gradient.flatten()]))


def main():
    weights = torch.tensor([0.5, 1, 2, 0.25, 3], dtype=torch.float64)
    for name, weight, smoothing in (
        ("cross-entropy", None, 0),
        ("cross-entropy-weights", weights, 0),
        ("cross-entropy-smoothing", None, 0.1),
        ("cross-entropy-both", weights, 0.2),
    ):
        z = logits(8, 5)
        say(name, F.cross_entropy(z, classes(8, 5), weight=weight, label_smoothing=smoothing), z)
    z = logits(3, 1, 5, 7)
    t = mask(3, 1, 5, 7)
    say("binary-cross-entropy", F.binary_cross_entropy_with_logits(z, t), z)
    say("dice", dice(z, t, 0), z)
    say("dice-smooth", dice(z, t, 1), z)
    say("dice-empty", dice(z, torch.zeros_like(t), 1), z)
    say("sum", 0.5 * dice(z, t, 1) + 2 * F.binary_cross_entropy_with_logits(z, t), z)
    z = logits(9, 1)
    say("mean-square", F.mse_loss(z, numbers(9, 1)), z)
    say("mean-absolute", F.l1_loss(z, numbers(9, 1)), z)


if __name__ == "__main__":
    main()
