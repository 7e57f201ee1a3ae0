"""The camera as PyTorch modules: θ are parameters, and gradients flow to θ and to raw images."""

from __future__ import annotations

import os
from typing import Any, Mapping

import numpy as np
import torch
from torch import nn
from torch.autograd.function import once_differentiable

from . import _engine, _isp, _pictures
from ._raw import Camera

__all__ = ["Isp", "StaticView", "ssim"]


class _Render(torch.autograd.Function):
    """Renders by the engine, in float32."""

    @staticmethod
    def forward(ctx: Any, isp: _isp.Isp, cfa: Any, raws: torch.Tensor, *theta: torch.Tensor) -> torch.Tensor:
        count, height, width = raws.shape
        ctx.isp, ctx.theta, ctx.numbers, ctx.layouts = isp, theta, _numbers(theta), _isp.layouts(cfa, count)
        ctx.save_for_backward(raws)
        views = torch.empty((count, 3, height, width), dtype=torch.float32)
        _engine.forward(isp._chain, ctx.numbers, _host(raws), ctx.layouts, views)
        return views.to(raws.device, raws.dtype)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, cotangents: torch.Tensor) -> tuple:
        (raws,) = ctx.saved_tensors
        of_raws = torch.empty(raws.shape, dtype=torch.float32) if ctx.needs_input_grad[2] else None
        of_theta = _engine.backward(ctx.isp._chain, ctx.numbers, _host(raws), ctx.layouts, _host(cotangents), of_raws)
        gradient = None if of_raws is None else of_raws.to(raws.device, raws.dtype)
        return None, None, gradient, *_parts(of_theta.astype(np.float32), ctx)


class _RenderPrecisely(torch.autograd.Function):
    """Renders by the definitions, in float64."""

    @staticmethod
    def forward(ctx: Any, isp: _isp.Isp, cfa: Any, raws: torch.Tensor, *theta: torch.Tensor) -> torch.Tensor:
        ctx.isp, ctx.theta, ctx.numbers = isp, theta, _numbers(theta)
        ctx.cfas = [cfa] * len(raws) if isinstance(cfa, str) else list(cfa)
        ctx.save_for_backward(raws)
        mosaics = raws.detach().cpu().numpy()
        views = [isp.precise(raw, ctx.numbers, own) for raw, own in zip(mosaics, ctx.cfas, strict=True)]
        return torch.from_numpy(np.stack(views)).to(raws.device)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, cotangents: torch.Tensor) -> tuple:
        (raws,) = ctx.saved_tensors
        images = zip(raws.detach().cpu().numpy(), ctx.cfas, cotangents.detach().cpu().numpy(), strict=True)
        parts = [ctx.isp.precise(raw, ctx.numbers, own, cotangent) for raw, own, cotangent in images]
        of_raws = torch.from_numpy(np.stack([part[1] for part in parts]))
        of_theta = np.sum([part[0] for part in parts], axis=0)
        return None, None, of_raws.to(raws.device), *_parts(of_theta, ctx)


def _render(isp: _isp.Isp, cfa: Any, raws: torch.Tensor, *theta: torch.Tensor) -> torch.Tensor:
    if raws.ndim != 3 or 0 in raws.shape:
        raise ValueError(f"the raw images have the shape {tuple(raws.shape)}: expected (B, H, W), normalised, none of them 0")
    function = _RenderPrecisely if raws.dtype == torch.float64 else _Render
    return function.apply(isp, cfa, raws, *theta)


def _numbers(theta: tuple[torch.Tensor, ...]) -> np.ndarray:
    """Returns a copy of the numbers of θ, given its parts; NumPy joins small tensors faster than PyTorch."""
    parts = [(part.float() if part.dtype == torch.bfloat16 else part).numpy(force=True) for part in theta]
    return np.concatenate(parts, axis=None, dtype=np.float64)


def _parts(gradient: np.ndarray, ctx: Any) -> list[torch.Tensor | None]:
    """Returns the gradient of each part of θ that needs one, given that of all."""
    parts, first = [], 0
    for part, needed in zip(ctx.theta, ctx.needs_input_grad[3:]):
        after = first + part.numel()
        parts.append(torch.from_numpy(gradient[first:after].reshape(part.shape)).to(part) if needed else None)
        first = after
    return parts


def _host(tensor: torch.Tensor) -> torch.Tensor:
    """Returns a tensor's numbers as contiguous float32 on the host: without a copy where they are that."""
    return tensor.to("cpu", torch.float32).contiguous()


class StaticView(nn.Module):
    """One of the twelve views of a camera, (B, H, W) → (B, 3, H, W); gradients flow to the raw images alone."""

    def __init__(
        self,
        camera: Camera | str | os.PathLike | Mapping[str, Any],
        view: str | os.PathLike = "menon-unsharp-median",
        threads: int | None = None,
    ):
        super().__init__()
        self.isp = _isp.Isp(camera, view, threads)
        self.register_buffer("theta", torch.from_numpy(self.isp.theta), persistent=False)

    def forward(self, raws: torch.Tensor, cfa: Any = "RGGB") -> torch.Tensor:
        """Renders normalised mosaics.

        Args:
            raws: (B, H, W) of any type and device; the engine works in float32 on the host, so others are moved. In
                float64 the definitions render, slowly and without rounding, as ``torch.autograd.gradcheck`` needs it.
            cfa: the colour layout, one for all or one each.
        """
        return _render(self.isp, cfa, raws, self.theta)


class Isp(nn.Module):
    """The parametrized image processing of a camera, (B, H, W) → (B, 3, H, W).

    Its parameters are those of θ that training may change, by their names: ``black_level``, ``demosaic``,
    ``white_balance``, ``colour_matrix``, ``sharpening``, ``blur``, ``gamma``.
    """

    def __init__(
        self,
        camera: Camera | str | os.PathLike | Mapping[str, Any],
        pipeline: str | os.PathLike = "parametrized",
        threads: int | None = None,
    ):
        super().__init__()
        self.isp = _isp.Isp(camera, pipeline, threads)
        self._names = []
        for name, parameter in self.isp.parameters().items():
            numbers = torch.from_numpy(self.isp.theta[parameter.places].reshape(parameter.shape or (1,)).astype(np.float32))
            own = name.replace(".", "_")
            self._names.append(own)
            if parameter.learned:
                self.register_parameter(own, nn.Parameter(numbers))
            else:
                self.register_buffer(own, numbers)

    def theta(self) -> torch.Tensor:
        """Returns θ as one vector, through which gradients flow."""
        return torch.cat([part.reshape(-1) for part in self._parts()])

    def _parts(self) -> list[torch.Tensor]:
        return [getattr(self, name) for name in self._names]

    def forward(self, raws: torch.Tensor, cfa: Any = "RGGB") -> torch.Tensor:
        """Renders normalised mosaics with θ as it is now; backward uses the same θ.

        Args:
            raws: (B, H, W) of any type and device; the engine works in float32 on the host, so others are moved. In
                float64 the definitions render, slowly and without rounding, as ``torch.autograd.gradcheck`` needs it.
            cfa: the colour layout, one for all or one each.
        """
        return _render(self.isp, cfa, raws, *self._parts())


class _Similarity(torch.autograd.Function):
    """The structural similarity, which is symmetric."""

    @staticmethod
    def forward(ctx: Any, views: torch.Tensor, references: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(views, references)
        values = _pictures.ssim(_host(views).detach().numpy(), _host(references).detach().numpy())
        return torch.as_tensor(values, dtype=torch.float32).to(views.device, views.dtype)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, cotangents: torch.Tensor) -> tuple:
        pair = ctx.saved_tensors
        gradients: list[torch.Tensor | None] = [None, None]
        for place in range(2):
            if ctx.needs_input_grad[place]:
                one, other = pair[place], pair[1 - place]
                _, gradient = _pictures.ssim(_host(one).detach().numpy(), _host(other).detach().numpy(), gradient=True)
                gradients[place] = torch.from_numpy(gradient).to(one) * cotangents.to(one)[..., None, None, None]
        return tuple(gradients)


def ssim(views: torch.Tensor, references: torch.Tensor) -> torch.Tensor:
    """Returns the structural similarity of views and references, (B,) of (B, 3, H, W), through which gradients flow.

    Args:
        views: from 0 to 1, of any type and device; computed in float32 on the host.
        references: of the same shape.
    """
    return _Similarity.apply(views, references)
