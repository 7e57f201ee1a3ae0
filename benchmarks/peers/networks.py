#!/usr/bin/env python3
"""The networks once more, in PyTorch: torchvision's ResNets, and a U-Net and a U-Net++ whose parameters are named as in
segmentation-models-pytorch.

    networks.py compute FOLDER CASE...    computes cases, and writes for each
        CASE.weights.pth    random weights, the state dict
        CASE.numbers.pth    float32, one small picture: input, upstream (a gradient by the logits), logits, gradient (by the
                            input); float64, two pictures, the same of a step of training under trained., with
                            trained.of.NAME, the gradient by small parameters, and trained.after.NAME, the buffers after it
    networks.py keys FOLDER               writes CASE.keys.txt for the published sizes: one line a name, its shape behind it

Where a ReLU's input is so near to 0 that rounding decides on which side it lies, gradients differ however right they are. So
the small picture is the one of a few whose nearest input is farthest from 0.

A case is ARCHITECTURE[-ENCODER[-DEPTH]], as resnet18, unet-resnet34 or unetplusplus-resnet50-3; behind an x, the side of its
pictures in pixels: resnet18x64.
"""

import pathlib
import sys

import torch
import torch.nn.functional as F
import torchvision
from torch import nn

WIDTHS = (256, 128, 64, 32, 16)
CLASSES = 5
TRIES = 8
LARGEST_SHOWN = 40_000  # numbers of a parameter whose gradient is written


class Encoder(torchvision.models.ResNet):
    """The stages of a ResNet that a depth needs, without its head."""

    def __init__(self, name, depth):
        block, counts = {
            "resnet18": (torchvision.models.resnet.BasicBlock, (2, 2, 2, 2)),
            "resnet34": (torchvision.models.resnet.BasicBlock, (3, 4, 6, 3)),
            "resnet50": (torchvision.models.resnet.Bottleneck, (3, 4, 6, 3)),
        }[name]
        super().__init__(block, counts)
        deepest = self.fc.in_features
        del self.fc, self.avgpool
        for unused in range(depth, 5):
            delattr(self, f"layer{unused}")
        self.depth = depth
        self.widths = [64] + [deepest >> (3 - stage) for stage in range(depth - 1)]

    def forward(self, pictures):
        features = [self.relu(self.bn1(self.conv1(pictures)))]
        feature = self.maxpool(features[0])
        for stage in range(1, self.depth):
            feature = getattr(self, f"layer{stage}")(feature)
            features.append(feature)
        return features


def convolved(channels, out):
    return nn.Sequential(nn.Conv2d(channels, out, 3, padding=1, bias=False), nn.BatchNorm2d(out), nn.ReLU())


class Block(nn.Module):
    def __init__(self, channels, skipped, out):
        super().__init__()
        self.conv1 = convolved(channels + skipped, out)
        self.conv2 = convolved(out, out)

    def forward(self, coarse, *skipped):
        enlarged = F.interpolate(coarse, scale_factor=2, mode="nearest")
        return self.conv2(self.conv1(torch.cat((enlarged,) + skipped, dim=1)))


class Decoder(nn.Module):
    """Blocks one after the other; each sees the encoder's feature of its size."""

    def __init__(self, encoded, widths):
        super().__init__()
        coming = encoded[:1] + list(widths[:-1])
        skipped = encoded[1:] + [0]
        self.blocks = nn.ModuleList(Block(*sizes) for sizes in zip(coming, skipped, widths))

    def forward(self, features):
        decoded, rest = features[0], features[1:]
        for number, block in enumerate(self.blocks):
            decoded = block(decoded, *rest[number : number + 1])
        return decoded


class DenseDecoder(nn.Module):
    """Blocks x_I_J, where I is the feature that a path begins with and J the feature that it has reached."""

    def __init__(self, encoded, widths):
        super().__init__()
        self.last = len(widths) - 1
        self.blocks = nn.ModuleDict()
        for j in range(self.last):
            for i in range(j + 1):
                beside = encoded[j + 1]
                if i > 0:
                    block = Block(encoded[j], beside * (j + 1 - i), beside)
                else:
                    block = Block(widths[j - 1] if j else encoded[0], beside * (j + 1), widths[j])
                self.blocks[f"x_{i}_{j}"] = block
        self.blocks[f"x_0_{self.last}"] = Block(widths[self.last - 1], 0, widths[self.last])

    def forward(self, features):
        reached = {}
        for j in range(self.last):
            for i in range(j, -1, -1):
                coarse = features[j] if i == j else reached[i, j - 1]
                beside = [reached[k, j] for k in range(i + 1, j + 1)] + [features[j + 1]]
                reached[i, j] = self.blocks[f"x_{i}_{j}"](coarse, *beside)
        return self.blocks[f"x_0_{self.last}"](reached[0, self.last - 1])


class Segmenter(nn.Module):
    def __init__(self, decoder, encoder, depth, outputs):
        super().__init__()
        self.encoder = Encoder(encoder, depth)
        self.decoder = decoder(self.encoder.widths[::-1], WIDTHS[:depth])
        self.segmentation_head = nn.Sequential(nn.Conv2d(WIDTHS[depth - 1], outputs, 3, padding=1))

    def forward(self, pictures):
        return self.segmentation_head(self.decoder(self.encoder(pictures)[::-1]))


def network(case, outputs):
    architecture, *sizes = case.split("-")
    if not sizes:
        return getattr(torchvision.models, architecture)(weights=None, num_classes=outputs)
    decoder = {"unet": Decoder, "unetplusplus": DenseDecoder}[architecture]
    return Segmenter(decoder, sizes[0], int(sizes[1]) if len(sizes) > 1 else 5, outputs)


def shake(model):
    """Gives batch norms numbers by which one could not be taken for another."""
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.2)
            module.running_mean.normal_(0, 0.2)
            module.running_var.uniform_(0.5, 1.5)
            module.num_batches_tracked.fill_(int(torch.randint(100, ())))


def distance(model, pictures):
    """Returns how near to 0 the input of a ReLU comes, in standard deviations of all that go into it."""
    nearest = []
    hooks = [
        module.register_forward_pre_hook(lambda _, given: nearest.append(float(given[0].abs().min() / given[0].std())))
        for module in model.modules()
        if isinstance(module, nn.ReLU)
    ]
    with torch.no_grad():
        model(pictures)
    for hook in hooks:
        hook.remove()
    return min(nearest)


def through(model, pictures):
    pictures = pictures.clone().requires_grad_()
    logits = model(pictures)
    upstream = torch.randn_like(logits) / logits.numel() ** 0.5
    model.zero_grad()
    logits.backward(upstream)
    return {"input": pictures.detach(), "upstream": upstream, "logits": logits.detach(), "gradient": pictures.grad}


def compute(folder, case):
    name, _, side = case.rpartition("x")
    side = int(side)
    torch.manual_seed(sum(case.encode()))
    model = network(name, CLASSES)
    shake(model)
    model.eval()
    pictures = torch.randn(2, 3, side, side)
    with torch.no_grad():
        head = model.fc if hasattr(model, "fc") else model.segmentation_head[0]
        head.weight /= model(pictures).std()
    torch.save(model.state_dict(), folder / f"{case}.weights.pth")
    small = max((torch.randn(1, 3, side // 2, side // 2) for _ in range(TRIES)), key=lambda one: distance(model, one))
    numbers = through(model, small)
    model.double().train()
    numbers |= {"trained." + key: value for key, value in through(model, pictures.double()).items()}
    for key, parameter in model.named_parameters():
        if parameter.numel() <= LARGEST_SHOWN:
            numbers["trained.of." + key] = parameter.grad
    for key, buffer in model.named_buffers():
        numbers["trained.after." + key] = buffer
    torch.save(numbers, folder / f"{case}.numbers.pth")


def keys(folder):
    for case in ("resnet18", "resnet34", "resnet50", "unet-resnet34", "unetplusplus-resnet34"):
        model = network(case, 1 if "-" in case else 1000)
        lines = (f"{key} {' '.join(map(str, array.shape))}".strip() for key, array in model.state_dict().items())
        (folder / f"{case}.keys.txt").write_text("\n".join(lines) + "\n")
        print(case, sum(parameter.numel() for parameter in model.parameters()))


def main():
    torch.set_num_threads(1)
    match sys.argv[1:]:
        case ["compute", folder, *cases]:
            for case in cases:
                compute(pathlib.Path(folder), case)
        case ["keys", folder]:
            keys(pathlib.Path(folder))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
