#!/usr/bin/env python3
"""Epochs of training from raw files once more, as one trains in PyTorch: epochs.py FOLDER EPOCHS prints the seconds of each.

FOLDER holds labels.csv (file, class, …) and mosaics of 16 bits. Two workers read them by OpenCV; the parametrized pipeline in its tuned
style and ResNet-18, the channels of a pixel side by side, learn from batches of 8, in random order, by Adam, the fused one. Run it with
MALLOC_MMAP_THRESHOLD_ and MALLOC_TRIM_THRESHOLD_ large and MALLOC_ARENA_MAX=1, or freed memory is asked for again page by page.
"""

import csv
import pathlib
import sys
import time

import cv2
import numpy as np
import torch
import torchvision

from cameras import CAMERAS
from gradients import STYLES

BATCH = 8
WORKERS = 2


class Mosaics(torch.utils.data.Dataset):
    def __init__(self, folder):
        with open(folder / "labels.csv", newline="", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        names = sorted({row["class"] for row in rows})
        self.samples = [(folder / row["file"], names.index(row["class"])) for row in rows]
        self.classes = len(names)

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        file, label = self.samples[index]
        return cv2.imread(str(file), cv2.IMREAD_UNCHANGED).astype(np.float32) / np.float32(65535), label


def main():
    mosaics = Mosaics(pathlib.Path(sys.argv[1]))
    batches = torch.utils.data.DataLoader(mosaics, BATCH, shuffle=True, num_workers=WORKERS, persistent_workers=True)
    pipeline = STYLES["tuned"](CAMERAS["drone"]).float()
    network = torchvision.models.resnet18(num_classes=mosaics.classes).train().to(memory_format=torch.channels_last)
    groups = [{"params": list(network.parameters()), "lr": 1e-3}, {"params": list(pipeline.parameters()), "lr": 1e-4}]
    optimizer = torch.optim.Adam(groups, fused=True)
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        for raw, labels in batches:
            optimizer.zero_grad()
            views = pipeline(raw).contiguous(memory_format=torch.channels_last)
            torch.nn.functional.cross_entropy(network(views), labels).backward()
            optimizer.step()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
