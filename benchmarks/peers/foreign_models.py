#!/usr/bin/env python3
"""Small models as users have them: TorchScript and ONNX files, and what PyTorch says of them.

    foreign_models.py FOLDER     writes
        classifier.ts, classifier.onnx         three classes of pictures of any size, logits
        probabilities.ts, probabilities.onnx   the same, behind a softmax
        segmenter.ts, segmenter.onnx           one logit a pixel
        fixed.onnx                             the classifier for one picture of 24×32 pixels at a time
        empty.onnx                             the same, but for no picture at a time
        pair.ts                                a model that returns two things, the logits first
        wide.ts, wide.onnx                     a model of four channels
        weights.pth                            the classifier's weights alone
        numbers.pth                            input, targets; for classifier, probabilities and segmenter NAME.logits,
                                               NAME.loss and NAME.gradient (by the input)
"""

import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn
from torch.onnx import _internal as internal

MEAN = (0.35, 0.36, 0.35)
DEVIATION = (0.12, 0.11, 0.12)

# How the shapes (1, 3, …) and (0, 3, …) begin in an ONNX file.
ONE_PICTURE = bytes([10, 2, 8, 1, 10, 2, 8, 3])
NO_PICTURE = bytes([10, 2, 8, 0, 10, 2, 8, 3])


class Classifier(nn.Module):
    def __init__(self, channels=3):
        super().__init__()
        self.conv = nn.Conv2d(channels, 8, 3, stride=2, padding=1)
        self.norm = nn.BatchNorm2d(8)
        self.head = nn.Linear(8, 3)

    def forward(self, pictures):
        return self.head(F.relu(self.norm(self.conv(pictures))).mean((2, 3)))


class Pair(Classifier):
    def forward(self, pictures):
        features = F.relu(self.norm(self.conv(pictures)))
        return self.head(features.mean((2, 3))), features


class Segmenter(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)
        self.head = nn.Conv2d(8, 1, 1)

    def forward(self, pictures):
        return self.head(F.relu(self.conv(pictures)))


def script(model, path):
    torch.jit.script(model.eval()).save(str(path))


def onnx(model, path, example, dynamic=True):
    axes = {"pictures": {0: "images", 2: "rows", 3: "columns"}, "said": {0: "images"}}
    torch.onnx.export(
        model.eval(), (example,), str(path), input_names=["pictures"], output_names=["said"],
        dynamic_axes=axes if dynamic else None, dynamo=False)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    # The exporter asks for the package onnx only to add functions of a user's own; there are none.
    internal.onnx_proto_utils._add_onnxscript_fn = lambda model, _: model
    torch.set_num_threads(1)
    torch.manual_seed(20)
    classifier = Classifier()
    with torch.no_grad():
        classifier.norm.running_mean.normal_(0, 0.3)
        classifier.norm.running_var.uniform_(0.5, 1.5)
        classifier.head.weight.mul_(4)
    models = {
        "classifier": classifier,
        "probabilities": nn.Sequential(classifier, nn.Softmax(dim=1)),
        "segmenter": Segmenter(),
    }
    pictures = torch.rand(3, 3, 24, 32)
    targets = torch.tensor([0, 2, 1])
    masks = (torch.rand(3, 1, 24, 32) > 0.6).float()
    numbers = {"input": pictures, "targets": targets, "masks": masks}
    shape = (1, 3, 1, 1)
    for name, model in models.items():
        script(model, folder / f"{name}.ts")
        onnx(model, folder / f"{name}.onnx", pictures[:2])
        given = pictures.clone().requires_grad_()
        said = model((given - torch.tensor(MEAN).view(shape)) / torch.tensor(DEVIATION).view(shape))
        if name == "segmenter":
            loss = F.binary_cross_entropy_with_logits(said, masks)
        elif name == "probabilities":
            said = said.log()
            loss = F.nll_loss(said, targets)
        else:
            loss = F.cross_entropy(said, targets)
        loss.backward()
        numbers |= {f"{name}.logits": said.detach(), f"{name}.loss": loss.detach(), f"{name}.gradient": given.grad}
    onnx(classifier, folder / "fixed.onnx", pictures[:1], dynamic=False)
    empty = (folder / "fixed.onnx").read_bytes().replace(ONE_PICTURE, NO_PICTURE)
    (folder / "empty.onnx").write_bytes(empty)
    wide = Classifier(4)
    script(wide, folder / "wide.ts")
    onnx(wide, folder / "wide.onnx", torch.rand(1, 4, 24, 32))
    pair = Pair()
    pair.load_state_dict(classifier.state_dict())
    script(pair, folder / "pair.ts")
    torch.save(classifier.state_dict(), folder / "weights.pth")
    torch.save(numbers, folder / "numbers.pth")


if __name__ == "__main__":
    main()
