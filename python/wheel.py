#!/usr/bin/env python3
"""Builds a wheel of the package with the engine's jars in it: wheel.py BUILD DIR, with the standard library alone."""

import base64
import hashlib
import pathlib
import re
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
OLDEST_PYTHON = "3.10"


def metadata(version: str) -> str:
    return (
        f"Metadata-Version: 2.3\nName: rawline\nVersion: {version}\n"
        "Summary: Raw images, and an explicit, differentiable model of the camera between scene and neural network\n"
        f"License-Expression: MIT\nRequires-Python: >={OLDEST_PYTHON}\nRequires-Dist: numpy>=1.24\n"
        "Provides-Extra: torch\nRequires-Dist: torch>=2.0; extra == 'torch'\n\n"
        "The engine runs in a JVM inside the Python process, and needs a JDK 25 or newer (JAVA_HOME).\n"
    )


def main() -> None:
    build, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    jars = sorted((build / "python").glob("*.jar"))
    version = next(found[1] for jar in jars if (found := re.fullmatch(r"rawline-python-(.+)\.jar", jar.name)))
    info = f"rawline-{version}.dist-info"
    contents = {f"rawline/{file.name}": file.read_bytes() for file in sorted((HERE / "rawline").glob("*.py*")) if file.is_file()}
    contents["rawline/py.typed"] = b""
    contents |= {f"rawline/java/{jar.name}": jar.read_bytes() for jar in jars}
    contents[f"{info}/licenses/LICENSE"] = (HERE.parent / "LICENSE").read_bytes()
    contents[f"{info}/METADATA"] = metadata(version).encode()
    contents[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: rawline\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b'=').decode()},{len(content)}\n"
        for name, content in contents.items()
    )
    contents[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"rawline-{version}-py3-none-any.whl"
    part = wheel.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    part.replace(wheel)
    print(wheel)


main()
