"""The flow of scenes in PyTorch: network, loss and sampler as Rawline has them, for comparison of numbers and of speed."""
import json
import math
import struct
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

FREQUENCIES, CONDITIONS, GROUPS = 64, 256, 8


class Block(nn.Module):
    def __init__(self, inward, outward):
        super().__init__()
        self.norm1 = nn.GroupNorm(GROUPS, inward)
        self.conv1 = nn.Conv2d(inward, outward, 3, padding=1)
        self.modulation = nn.Linear(CONDITIONS, 2 * outward)
        self.norm2 = nn.GroupNorm(GROUPS, outward)
        self.conv2 = nn.Conv2d(outward, outward, 3, padding=1)
        if inward != outward:
            self.shortcut = nn.Conv2d(inward, outward, 1)

    def forward(self, features, conditions):
        scale, shift = self.modulation(conditions)[:, :, None, None].chunk(2, 1)
        hidden = self.norm2(self.conv1(F.silu(self.norm1(features))))
        hidden = F.silu(hidden * (1 + scale) + shift)
        around = self.shortcut(features) if hasattr(self, "shortcut") else features
        return around + self.conv2(hidden)


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
    def __init__(self, widths=(64, 128, 128), blocks=2, heads=4, channels=3, given=0, classes=9):
        super().__init__()
        self.classes = classes
        self.time = nn.Linear(2 * FREQUENCIES, CONDITIONS)
        setattr(self, "class", nn.Linear(classes + 1, CONDITIONS))
        self.mixed = nn.Linear(CONDITIONS, CONDITIONS)
        width = widths[0]
        self.entry = nn.Conv2d(4 * (channels + given), width, 3, padding=1)
        skips = []
        down, up = [], []
        for level in widths:
            stage = nn.ModuleList()
            for _ in range(blocks):
                stage.append(Block(width, level))
                width = level
                skips.append(width)
            down.append(stage)
        self.down = nn.ModuleList(down)
        self.middle = Middle(width, heads)
        for i in range(len(widths)):
            stage = nn.ModuleList()
            for _ in range(blocks):
                stage.append(Block(width + skips.pop(), widths[-1 - i]))
                width = widths[-1 - i]
            up.append(stage)
        self.up = nn.ModuleList(reversed(up))
        self.last = nn.GroupNorm(GROUPS, width)
        self.exit = nn.Conv2d(width, 4 * channels, 3, padding=1)

    def forward(self, pictures, times, labels):
        frequencies = 1000 * torch.pow(torch.tensor(1e-4, dtype=torch.float64), torch.arange(FREQUENCIES) / FREQUENCIES)
        angles = times.double()[:, None] * frequencies
        waves = torch.cat([angles.sin(), angles.cos()], 1).float()
        chosen = F.one_hot(labels, self.classes + 1).float()
        conditions = F.silu(self.mixed(F.silu(self.time(waves) + getattr(self, "class")(chosen))))
        features = self.entry(F.pixel_unshuffle(pictures, 2).contiguous(memory_format=torch.channels_last))
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


def load(flow, file):
    """Takes the numbers of a safetensors file."""
    with open(file, "rb") as opened:
        header = json.loads(opened.read(struct.unpack("<Q", opened.read(8))[0]))
        data = opened.read()
    header.pop("__metadata__", None)
    state = {
        name: torch.from_numpy(np.frombuffer(data[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"]).copy())
        for name, entry in header.items()
    }
    flow.load_state_dict(state)
