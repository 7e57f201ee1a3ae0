#!/usr/bin/env python3
"""A rectified flow of scenes once more, in PyTorch: the network (a U-Net with attention at its coarsest level), its loss, a step of
training, and sampling by Heun's method with guidance.

A peer to measure against. It reads one request a line and answers each with one line:

    network WIDTHS BLOCKS HEADS CHANNELS CLASSES   the sizes of the network; WIDTHS are separated by commas
    weights FILE               takes the network's numbers from a safetensors file
    batch FOLDER               reads noisy.npy and velocity.npy (picture, channel, row, column), times.npy and labels.npy
    loss STYLE                 answers the loss of the batch
    losses STYLE N             answers the losses of N steps on the batch from these weights
    noise FILE STEPS W LABEL   reads what is sampled from (.npy, (picture, channel, row, column)), in STEPS steps, with guidance W
    difference STYLE FILE      answers the largest difference of the pictures of a file from those that are sampled from the noise
    time STYLE-step            answers the seconds that one more step took, noise included
    time STYLE-sample          the same for sampling all pictures from the noise at once

STYLE is float32, channels-last (float32, the channels of a pixel side by side) or bfloat16 (the same, autocast). AdamW is the fused one,
and the average of the weights is one call for all. It uses as many threads as it may use cores; on one, seconds are processor time. Run it
with MALLOC_MMAP_THRESHOLD_ and MALLOC_TRIM_THRESHOLD_ large and MALLOC_ARENA_MAX=1, or freed memory is asked for again page by page.
"""

import math
import os
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from weights import read_safetensors

FREQUENCIES, CONDITIONS, GROUPS = 64, 256, 8
FASTEST, SLOWEST = 1000, 0.1
RATE, AVERAGING, SHIFT = 1e-3, 0.998, 0.8


class Block(nn.Module):
    def __init__(self, inward, outward):
        super().__init__()
        self.norm1 = nn.GroupNorm(GROUPS, inward)
        self.conv1 = nn.Conv2d(inward, outward, 3, padding=1)
        self.modulation = nn.Linear(CONDITIONS, 2 * outward)
        self.norm2 = nn.GroupNorm(GROUPS, outward)
        self.conv2 = nn.Conv2d(outward, outward, 3, padding=1)
        self.shortcut = nn.Conv2d(inward, outward, 1) if inward != outward else nn.Identity()

    def forward(self, features, conditions):
        scale, shift = self.modulation(conditions)[:, :, None, None].chunk(2, 1)
        hidden = self.norm2(self.conv1(F.silu(self.norm1(features))))
        hidden = F.silu(torch.addcmul(hidden, hidden, scale) + shift)
        return self.shortcut(features) + self.conv2(hidden)


class Attention(nn.Module):
    def __init__(self, channels, heads):
        super().__init__()
        self.heads = heads
        self.norm = nn.GroupNorm(GROUPS, channels)
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)

    def forward(self, features):
        n, c, h, w = features.shape
        parts = self.qkv(self.norm(features)).chunk(3, 1)
        q, k, v = (part.reshape(n, self.heads, c // self.heads, h * w).transpose(2, 3) for part in parts)
        attended = F.scaled_dot_product_attention(q, k, v).transpose(2, 3).reshape(n, c, h, w)
        return features + self.out(attended)


class Middle(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.add_module("0", Block(width, width))
        self.attention = Attention(width, heads)
        self.add_module("1", Block(width, width))

    def forward(self, features, conditions):
        features = self.get_submodule("0")(features, conditions)
        return self.get_submodule("1")(self.attention(features), conditions)


class Flow(nn.Module):
    def __init__(self, widths, blocks, heads, channels, classes):
        super().__init__()
        self.classes = classes
        self.time = nn.Linear(2 * FREQUENCIES, CONDITIONS)
        self.add_module("class", nn.Linear(classes + 1, CONDITIONS))
        self.mixed = nn.Linear(CONDITIONS, CONDITIONS)
        width = widths[0]
        self.entry = nn.Conv2d(4 * channels, width, 3, padding=1)
        skips, down, up = [], [], []
        for level in widths:
            stage = nn.ModuleList()
            for _ in range(blocks):
                stage.append(Block(width, level))
                width = level
                skips.append(width)
            down.append(stage)
        self.down = nn.ModuleList(down)
        self.middle = Middle(width, heads)
        for level in reversed(widths):
            stage = nn.ModuleList()
            for _ in range(blocks):
                stage.append(Block(width + skips.pop(), level))
                width = level
            up.append(stage)
        self.up = nn.ModuleList(reversed(up))
        self.last = nn.GroupNorm(GROUPS, width)
        self.exit = nn.Conv2d(width, 4 * channels, 3, padding=1)
        ratio = SLOWEST / FASTEST
        self.frequencies = FASTEST * ratio ** (torch.arange(FREQUENCIES, dtype=torch.float64) / FREQUENCIES)

    def forward(self, pictures, times, labels, memory_format=torch.contiguous_format):
        angles = times.double()[:, None] * self.frequencies
        waves = torch.cat([angles.sin(), angles.cos()], 1).float()
        chosen = F.one_hot(labels, self.classes + 1).float()
        conditions = F.silu(self.mixed(F.silu(self.time(waves) + self.get_submodule("class")(chosen))))
        features = self.entry(F.pixel_unshuffle(pictures, 2).contiguous(memory_format=memory_format))
        skips = []
        for i, stage in enumerate(self.down):
            if i:
                features = F.avg_pool2d(features, 2)
            for block in stage:
                features = block(features, conditions)
                skips.append(features)
        features = self.middle(features, conditions)
        for i, stage in enumerate(reversed(self.up)):
            if i:
                features = F.interpolate(features, scale_factor=2, mode="nearest")
            for block in stage:
                features = block(torch.cat([features, skips.pop()], 1), conditions)
        return F.pixel_shuffle(self.exit(F.silu(self.last(features))).float(), 2)


class Trained:
    """A network in a style, its optimizer, and the average of its weights."""

    def __init__(self, style, sizes, weights):
        self.format = torch.contiguous_format if style == "float32" else torch.channels_last
        self.bfloat16 = style == "bfloat16"
        self.flow = Flow(*sizes)
        self.flow.load_state_dict(weights)
        self.flow = self.flow.to(memory_format=self.format)
        self.weights = list(self.flow.parameters())
        self.averaged = [weight.detach().clone() for weight in self.weights]
        self.optimizer = torch.optim.AdamW(self.weights, RATE, (0.9, 0.99), 1e-8, 0.01, fused=True)
        self.step = 0

    def velocity(self, pictures, times, labels):
        with self.precision():
            return self.flow(pictures, times, labels, self.format)

    def precision(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16)

    def loss(self, noisy, velocity, times, labels):
        return F.mse_loss(self.velocity(noisy, times, labels), velocity)

    def learn(self, *batch):
        loss = self.loss(*batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, 1, foreach=True)
        self.optimizer.step()
        self.optimizer.zero_grad()
        decay = min(AVERAGING, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.averaged, [weight.detach() for weight in self.weights], 1 - decay)
        self.step += 1
        return loss.item()

    @torch.inference_mode()
    def sample(self, noise, steps, guidance, label):
        pictures, count = noise, noise.shape[0]
        classes = torch.tensor([label] * count + [self.flow.classes] * count)
        if guidance == 1:
            classes = classes[:count]

        def velocity(pictures, time):
            if guidance == 1:
                return self.velocity(pictures, torch.full((count,), time), classes)
            both = self.velocity(torch.cat([pictures, pictures]), torch.full((2 * count,), time), classes)
            guided, free = both.chunk(2)
            return torch.lerp(free, guided, guidance)

        shares = 1 - torch.arange(steps + 1, dtype=torch.float64) / steps
        times = (shares / (shares + (1 - shares) * math.exp(-SHIFT))).tolist()
        with self.precision():  # converts the weights once
            for time, following in zip(times, times[1:]):
                length = time - following
                first = velocity(pictures, time)
                second = velocity(pictures - length * first, following)
                pictures = pictures - length / 2 * (first + second)
        return pictures


def read(folder, name):
    return torch.from_numpy(np.load(os.path.join(folder, name + ".npy")))


def main():
    threads = len(os.sched_getaffinity(0))
    torch.set_num_threads(threads)
    clock = time.process_time if threads == 1 else time.perf_counter
    sizes, weights, batch, sampling, trained = None, None, None, None, {}

    def of(style):
        if style not in trained:
            trained.clear()
            trained[style] = Trained(style, sizes, weights)
        return trained[style]

    for line in sys.stdin:
        match line.split():
            case ["network", widths, blocks, heads, channels, classes]:
                sizes = [int(width) for width in widths.split(",")], int(blocks), int(heads), int(channels), int(classes)
                trained.clear()
                answer = widths
            case ["weights", file]:
                weights = read_safetensors(file)
                trained.clear()
                answer = len(weights)
            case ["batch", folder]:
                batch = [read(folder, "noisy"), read(folder, "velocity"), read(folder, "times"), read(folder, "labels").long()]
                answer = tuple(batch[0].shape)
            case ["loss", style]:
                with torch.inference_mode():
                    answer = of(style).loss(*batch).item()
            case ["losses", style, count]:
                trained.clear()
                answer = " ".join(str(of(style).learn(*batch)) for _ in range(int(count)))
            case ["noise", file, steps, guidance, label]:
                sampling = torch.from_numpy(np.load(file)), int(steps), float(guidance), int(label)
                answer = tuple(sampling[0].shape)
            case ["difference", style, file]:
                answer = (of(style).sample(*sampling) - torch.from_numpy(np.load(file))).abs().max().item()
            case ["time", what]:
                style, _, part = what.rpartition("-")
                network = of(style)
                start = clock()
                if part == "sample":
                    network.sample(*sampling)
                else:
                    noisy, velocity, times, labels = batch
                    noise, share = torch.randn_like(noisy), times[:, None, None, None]
                    network.learn(torch.lerp(noisy, noise, share), noise - noisy, times, labels)
                answer = clock() - start
            case other:
                sys.exit(f"unknown request: {other}")
        print(answer, flush=True)


if __name__ == "__main__":
    main()
