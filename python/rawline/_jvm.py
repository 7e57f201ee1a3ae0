"""Finds a JDK and its class path, and starts the JVM in this process."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import signal
import sys
import tempfile
from pathlib import Path

OLDEST = 25
"""The version of Java that the engine is compiled for."""

_JNI_VERSION = 0x000A0000
_FIND_CLASS, _EXCEPTION_DESCRIBE, _EXCEPTION_CLEAR = 6, 16, 17
_GET_STATIC_METHOD, _CALL_STATIC_LONG = 113, 134  # places in the table of JNI functions
_EXCEPTION_CHECK = 228


class _Option(ctypes.Structure):
    _fields_ = [("text", ctypes.c_char_p), ("extra", ctypes.c_void_p)]


class _Arguments(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_int),
        ("count", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
        ("ignore_unrecognized", ctypes.c_ubyte),
    ]


def _version(home: Path) -> int | None:
    """Returns the major version of a JDK, None if the folder is none."""
    try:
        found = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())
    except OSError:
        return None
    return int(found.group(1)) if found else None


def _library(home: Path) -> Path:
    name = {"nt": "bin/server/jvm.dll"}.get(os.name, "lib/server/libjvm.so")
    library = home / name
    return library if library.exists() else home / "lib/server/libjvm.dylib"


_FOLDERS = (
    "/usr/lib/jvm", "/opt/java", "/opt", "~/.sdkman/candidates/java", "~/.jdks",
    "/usr/lib/rawline/lib",  # the runtime of Rawline's own Debian package
)


def _homes() -> list[Path]:
    homes = []
    if os.environ.get("JAVA_HOME"):
        homes.append(Path(os.environ["JAVA_HOME"]))
    java = shutil.which("java")
    if java:
        homes.append(Path(java).resolve().parent.parent)
    for folder in _FOLDERS:
        homes += sorted(Path(folder).expanduser().glob("*"), reverse=True)
    homes += sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home"), reverse=True)
    return homes


def find_jdk() -> Path:
    """Returns the folder of a JDK that can run the engine.

    Raises:
        RuntimeError: if there is none; the message says what was found and what to do.
    """
    seen: list[str] = []
    for home in _homes():
        version = _version(home)
        if version is None or not _library(home).exists():
            continue
        if version >= OLDEST:
            return home
        seen.append(f"{home} is Java {version}")
    found = "found " + ", ".join(dict.fromkeys(seen)) if seen else "found none"
    raise RuntimeError(
        f"rawline needs a JDK {OLDEST} or newer, {found}: install one (Debian: openjdk-{OLDEST}-jdk-headless, "
        f"else https://adoptium.net), and set JAVA_HOME to its folder"
    )


def class_path() -> str:
    """Returns the class path of the engine: the jars of the package, or those of a checkout.

    Raises:
        RuntimeError: if there are neither.
    """
    package = Path(__file__).parent
    jars = sorted((package / "java").glob("*.jar"))
    if jars:
        return os.pathsep.join(map(str, jars))
    if os.environ.get("RAWLINE_CLASS_PATH"):
        return os.environ["RAWLINE_CLASS_PATH"]
    checkout = package.parent.parent
    try:
        build = (checkout / ".rawline" / "current").read_text()
        return (checkout / ".rawline" / build / "classpath").read_text()
    except OSError as e:
        raise RuntimeError(f"the engine is not built: run {checkout / 'rawline'} python once") from e


def start(heap: str, more: list[str]) -> int:
    """Starts the JVM; returns the address of the engine's table of functions.

    Raises:
        RuntimeError: if there is no JDK, or it does not start.
    """
    home = find_jdk()
    words = [
        "-Djava.class.path=" + class_path(),
        "-Djava.awt.headless=true",
        "-Xrs",  # Python keeps its signals
        "-Xmx" + heap,
        *([] if any(re.fullmatch(r"-XX:\+Use\w+GC", word) for word in more) else ["-XX:+UseSerialGC"]),
        "-XX:ObjectAlignmentInBytes=64",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dslf4j.internal.verbosity=ERROR",
        *more,
    ]
    options = (_Option * len(words))(*(_Option(word.encode(), None) for word in words))
    arguments = _Arguments(_JNI_VERSION, len(words), options, 0)
    library = ctypes.CDLL(str(_library(home)), mode=ctypes.RTLD_LOCAL)
    machine, environment = ctypes.c_void_p(), ctypes.c_void_p()
    with _quiet():
        result = library.JNI_CreateJavaVM(
            ctypes.byref(machine), ctypes.byref(environment), ctypes.byref(arguments)
        )
    if result != 0:
        raise RuntimeError(
            f"the JVM of {home} does not start (code {result}) with {' '.join(words[1:])}: "
            "another JVM may run in this process, or the heap be too large"
        )
    return _table(environment)


class Signals:
    """The handlers by which the JVM stops its threads: others that come later must not stand before them.

    Java reads a protected page where it wants a thread to wait, and its handler of SIGSEGV waits there. Python's
    faulthandler and libraries such as UCX, which Debian's PyTorch loads, take that for a crash.
    """

    _KEPT = [getattr(signal, name) for name in ("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL") if hasattr(signal, name)]
    _BYTES = 256  # more than a struct sigaction of any system

    def __init__(self) -> None:
        self._sigaction = ctypes.CDLL(None).sigaction if os.name == "posix" else None
        self._now = ctypes.create_string_buffer(self._BYTES)
        self._kept = {number: self._handler(number) for number in self._KEPT} if self._sigaction else {}
        self._first = self._kept[signal.SIGSEGV][:8] if self._kept else b""

    def _handler(self, number: int) -> bytes:
        self._sigaction(number, None, self._now)
        return self._now.raw

    def keep(self) -> None:
        """Puts the JVM's handlers back where others have replaced them."""
        if self._kept and self._handler(signal.SIGSEGV)[:8] != self._first:
            for number, handler in self._kept.items():
                self._sigaction(number, handler, None)


@contextlib.contextmanager
def _quiet():
    """Keeps back the warning that the JVM writes about the module that the engine needs, and nothing else."""
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            for line in file:
                if not line.startswith(b"WARNING: Using incubator modules"):
                    os.write(2, line)


def _table(environment: ctypes.c_void_p) -> int:
    functions = ctypes.cast(environment, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]

    def function(place: int, result, *types):
        return ctypes.CFUNCTYPE(result, ctypes.c_void_p, *types)(functions[place])

    text = ctypes.c_char_p
    found = function(_FIND_CLASS, ctypes.c_void_p, text)(environment, b"dev/rawline/python/EntryPoints")
    method = found and function(
        _GET_STATIC_METHOD, ctypes.c_void_p, ctypes.c_void_p, text, text
    )(environment, found, b"table", b"()J")
    table = 0
    if method:
        table = function(
            _CALL_STATIC_LONG, ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
        )(environment, found, method, None)
    if function(_EXCEPTION_CHECK, ctypes.c_ubyte)(environment) or not table:
        if found:
            function(_EXCEPTION_DESCRIBE, None)(environment)
        function(_EXCEPTION_CLEAR, None)(environment)
        files = class_path().split(os.pathsep)
        raise RuntimeError(f"none of {files[0]} and {len(files) - 1} more files holds the engine: build or install it again")
    return table
