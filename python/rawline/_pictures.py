"""Corruptions and the similarity of pictures."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _arrays, _engine


def corrupt(
    views: Any, corruption: str, severity: int = 3, seed: int = 0, constants: str = "scaled"
) -> Any:
    """Applies a corruption to views (3, H, W) or (B, 3, H, W) of 0 to 1; tensors give tensors.

    Args:
        corruption: such as ``"gaussian_noise"``, ``"fog"``, ``"jpeg_compression"``.
        severity: 1 to 5.
        seed: what randomness is drawn from: the same seed gives the same bits.
        constants: ``"scaled"`` (lengths grow with the picture) or ``"32px"``, those of ImageNet-C.
    """
    batch, several = _arrays.pictures(views, "the views")
    _, arrays = _engine.call(
        "corrupt", {"views": batch}, corruption=corruption, severity=severity, seed=seed, constants=constants
    )
    return _arrays.like(arrays["views"] if several else arrays["views"][0].view(_arrays.Picture), views)


def ssim(views: Any, references: Any, gradient: bool = False) -> Any:
    """Returns the structural similarity (Wang and others 2004) of views and references, one number each.

    ``rawline.torch.ssim`` is the same for tensors, through which gradients flow.

    Args:
        gradient: whether to return its gradient with respect to the views as well.
    """
    batch, several = _arrays.pictures(views, "the views")
    others, _ = _arrays.pictures(references, "the references")
    if batch.shape != others.shape:
        raise ValueError(f"the views have the shape {batch.shape}, the references {others.shape}")
    _, arrays = _engine.call("ssim", {"views": batch, "references": others}, gradient=gradient)
    values = _arrays.like(arrays["values"], views) if several else float(arrays["values"][0])
    if not gradient:
        return values
    return values, _arrays.like(arrays["gradient"] if several else arrays["gradient"][0], views)
