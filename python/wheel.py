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
LICENCES = {
    "commons-": "Apache-2.0",
    "fastcsv": "MIT",
    "itu": "Apache-2.0",
    "jackson-": "Apache-2.0",
    "json-schema-validator": "Apache-2.0",
    "rawline-": "MIT",
    "slf4j-": "MIT",
    "snakeyaml": "Apache-2.0",
}
"""The licence of each jar, by how its name begins: what METADATA states of the wheel covers these."""


def metadata(version: str, licences: list[str]) -> str:
    return (
        f"Metadata-Version: 2.4\nName: rawline\nVersion: {version}\n"
        "Summary: Raw images, and an explicit, differentiable model of the camera between scene and neural network\n"
        "License-Expression: MIT AND Apache-2.0\n" + "".join(f"License-File: {file}\n" for file in licences) +
        f"Requires-Python: >={OLDEST_PYTHON}\nRequires-Dist: numpy>=1.24\n"
        "Provides-Extra: torch\nRequires-Dist: torch>=2.0; extra == 'torch'\n\n"
        "The engine runs in a JVM inside the Python process, and needs a JDK 25 or newer (JAVA_HOME).\n"
    )


def licences(jars: list[pathlib.Path]) -> dict[str, bytes]:
    """Returns the list of what others wrote, and the texts that it brings along."""
    texts = {}
    lines = []
    for jar in jars:
        licence = next((words for name, words in LICENCES.items() if jar.name.startswith(name)), None)
        if licence is None:
            sys.exit(f"wheel.py does not know the licence of {jar.name}: add it to LICENCES, and to METADATA if it is new")
        if not jar.name.startswith("rawline-"):
            lines.append(f"{jar.stem}: {licence}\n")
        with zipfile.ZipFile(jar) as archive:
            for name in archive.namelist():
                if re.fullmatch(r"META-INF/[^/]*(LICENSE|NOTICE)[^/]*", name):
                    texts[f"third-parties/{jar.stem}/{name.split('/')[1]}"] = archive.read(name)
    head = (
        "Rawline's wheel holds these jars of other projects, unchanged, from Maven Central. The texts that they bring along\n"
        "stand in third-parties/, that of Apache-2.0 among them; LICENSE is Rawline's own.\n\n"
    )
    return {"LICENSE": (HERE.parent / "LICENSE").read_bytes(), "THIRD-PARTIES": (head + "".join(lines)).encode(), **texts}


def main() -> None:
    build, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    jars = sorted((build / "python").glob("*.jar"))
    version = next(found[1] for jar in jars if (found := re.fullmatch(r"rawline-python-(.+)\.jar", jar.name)))
    info = f"rawline-{version}.dist-info"
    contents = {f"rawline/{file.name}": file.read_bytes() for file in sorted((HERE / "rawline").glob("*.py*")) if file.is_file()}
    contents["rawline/py.typed"] = b""
    contents |= {f"rawline/java/{jar.name}": jar.read_bytes() for jar in jars}
    files = licences(jars)
    contents |= {f"{info}/licenses/{name}": text for name, text in files.items()}
    contents[f"{info}/METADATA"] = metadata(version, list(files)).encode()
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
