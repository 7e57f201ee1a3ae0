"""Calls the engine: requests in JSON with arrays, and batches of images."""

from __future__ import annotations

import ctypes
import json
import os
import shlex
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from . import _jvm

_Message = ctypes.c_char * 16_384
_ERRORS = (None, ValueError, FileNotFoundError, OSError, MemoryError, RuntimeError)
_PIXELS = 4_000_000
"""The most pixels of one call: between calls Python hears Ctrl-C."""

_LONG = 0.05
"""The time from which on a call has a thread of its own, so that Ctrl-C is heard within it [s]."""

pace: dict[int, float] = {}
"""What a pixel took last, by chain [s]: far more where Java has not compiled it yet, or a file chose slow stages."""

_ALLOCATE = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_int64)
)
_CALL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, _ALLOCATE, ctypes.c_void_p)
_FORWARD = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_int64, ctypes.c_void_p, *[ctypes.c_int] * 3, *[ctypes.c_void_p] * 4
)
_BACKWARD = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_int64, ctypes.c_void_p, *[ctypes.c_int] * 3, *[ctypes.c_void_p] * 6
)

_lock = threading.Lock()
_functions: tuple[Any, Any, Any] | None = None
_process: int | None = None
_signals: Any = None
_settings = {"heap": "1g", "threads": os.cpu_count() or 1, "options": []}


def start(heap: str | None = None, threads: int | None = None, options: list[str] | None = None) -> None:
    """Starts the engine, which the first use does too.

    Args:
        heap: the most memory that Java takes for its objects, such as ``"2g"`` (default: 1g, whatever the machine
            has, since every process has its own; arrays are Python's and do not count).
        threads: how many threads render a batch (default: one for each core).
        options: further options of Java; ``RAWLINE_JAVA_OPTIONS`` holds some too.

    Raises:
        RuntimeError: if it runs already, there is no JDK 25, or it does not start.
    """
    global _functions, _process, _signals
    with _lock:
        if _functions is not None:
            _not_forked()
            raise RuntimeError("the engine runs already: call rawline.start before anything else")
        if heap is not None:
            _settings["heap"] = heap
        if threads is not None:
            if threads < 1:
                raise ValueError(f"threads is {threads}: expected at least 1")
            _settings["threads"] = threads
        more = shlex.split(os.environ.get("RAWLINE_JAVA_OPTIONS", "")) + list(options or [])
        table = _jvm.start(_settings["heap"], more)
        addresses = (ctypes.c_void_p * 3).from_address(table)
        functions = (_CALL(addresses[0]), _FORWARD(addresses[1]), _BACKWARD(addresses[2]))
        _link(*functions)
        _process = os.getpid()
        _signals = _jvm.Signals()
        _functions = functions  # last: other threads look at it without the lock


def _link(call: Any, forward: Any, backward: Any) -> None:
    """Calls each function once, for nothing: the first call of one takes memory before it can catch that there is none."""
    message = _Message()
    place = ctypes.addressof(message)
    call(b"{}", _ALLOCATE(), place)
    forward(0, None, 0, 0, 0, *[None] * 3, place)
    backward(0, None, 0, 0, 0, *[None] * 5, place)


def threads() -> int:
    """Returns how many threads render a batch."""
    return _settings["threads"]


def _running() -> tuple[Any, Any, Any]:
    if _functions is None:
        try:
            start()
        except RuntimeError:
            if _functions is None:  # else another thread was first
                raise
    _not_forked()
    _signals.keep()
    return _functions


def _not_forked() -> None:
    if os.getpid() != _process:
        raise RuntimeError(
            "the engine does not survive a fork, after which Java's threads are gone: start workers by 'spawn', as in "
            "DataLoader(…, multiprocessing_context='spawn') or multiprocessing.set_start_method('spawn')"
        )


def _check(status: int, message: ctypes.Array) -> None:
    if status:
        text = message.value.decode(errors="replace")
        if _ERRORS[status] is MemoryError and "native thread" not in text:
            text = (text or "Java's heap is full") + (
                f": the engine has {_settings['heap']} of memory; give it more before its first use, as in "
                "rawline.start(heap='4g')"
            )
        raise _ERRORS[status](text)


def word(name: str | os.PathLike) -> str:
    """Returns what a request calls a name, or a file: Java does not see a change of Python's folder."""
    text = os.fspath(name)
    return os.path.abspath(text) if os.path.exists(text) or os.sep in text or "." in text else text


def call(request: str, arrays: dict[str, np.ndarray] | None = None, **keys: Any) -> tuple[dict, dict[str, np.ndarray]]:
    """Answers a request; returns the reply and the arrays."""
    function = _running()[0]
    keys["request"] = request
    keys["arrays"] = {
        name: {"address": array.ctypes.data, "shape": array.shape} for name, array in (arrays or {}).items()
    }
    made: dict[str, np.ndarray] = {}
    failed: list[MemoryError] = []  # of NumPy, to which more memory for Java would not help

    def allocate(name: bytes, kind: bytes, sides: int, shape: Any) -> int:
        try:
            array = np.empty(shape[:sides], dtype=kind.decode())
        except MemoryError as e:
            failed.append(e)
            return 0
        made[name.decode()] = array
        return array.ctypes.data

    text = json.dumps(keys).encode()
    message = _Message()
    status = _heard(lambda *_: function(text, _ALLOCATE(allocate), ctypes.addressof(message)), arrays)
    if failed:
        raise failed[0]
    _check(status, message)
    reply = made.pop("reply", None)
    return ({} if reply is None else json.loads(reply.tobytes())), made


def _heard(work: Callable[..., int], *arguments: Any) -> int:
    """Runs work in a thread of its own, so that Ctrl-C ends the wait for it.

    The engine goes on then. It works on the arrays of the arguments, which live for as long as the thread does.
    """
    if threading.current_thread() is not threading.main_thread():
        return work(*arguments)
    result: list[int] = []
    done = threading.Event()

    def run() -> None:
        try:
            result.append(work(*arguments))
        finally:
            done.set()

    threading.Thread(target=run, daemon=True).start()
    while not done.wait(0.1):
        pass
    return result[0]


def _each_part(chain: int, arrays: list[Any], work: Callable[..., int]) -> None:
    """Works on arrays, the mosaics first, part by part, so that Ctrl-C is heard between; if a part takes long in a thread."""
    images, height, width = arrays[0].shape
    message = _Message()
    each = min(images, max(threads(), _PIXELS // (height * width)))
    pixels = each * height * width

    def timed(*arguments: Any) -> int:
        began = time.perf_counter()
        status = work(*arguments)
        pace[chain] = (time.perf_counter() - began) / pixels
        return status

    for first in range(0, images, each):
        part = arrays
        if images > each:
            part = [None if array is None else array[first : first + each] for array in arrays]
        apart = pace.get(chain, 1) * pixels > _LONG
        _check(_heard(timed, message, *part) if apart else timed(message, *part), message)


def _address(array: Any) -> int | None:
    """Returns where the numbers of an array or of a tensor are."""
    if array is None:
        return None
    return array.ctypes.data if isinstance(array, np.ndarray) else array.data_ptr()


def forward(chain: int, theta: np.ndarray, raws: Any, layouts: np.ndarray, views: Any) -> None:
    """Renders (B, H, W) mosaics into (B, 3, H, W) views: arrays or tensors of contiguous float32 on the host."""
    function = _running()[1]

    def work(message: ctypes.Array, *part: Any) -> int:
        return function(chain, _address(theta), *part[0].shape, *map(_address, part), ctypes.addressof(message))

    _each_part(chain, [raws, layouts, views], work)


def backward(
    chain: int, theta: np.ndarray, raws: Any, layouts: np.ndarray, cotangents: Any, of_raws: Any | None
) -> np.ndarray:
    """Returns the gradient with respect to θ, and writes that with respect to the mosaics."""
    function = _running()[2]
    of_theta: list[np.ndarray] = []

    def work(message: ctypes.Array, *part: Any) -> int:
        own = np.empty(theta.shape)
        *read, written = map(_address, part)
        status = function(
            chain, _address(theta), *part[0].shape, *read, _address(own), written, ctypes.addressof(message)
        )
        of_theta.append(own)
        return status

    _each_part(chain, [raws, layouts, cotangents, of_raws], work)
    return of_theta[0] if len(of_theta) == 1 else np.sum(of_theta, axis=0)
