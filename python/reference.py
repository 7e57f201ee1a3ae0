"""Writes docs/reference/python.md from the package's signatures and docstrings.

    PYTHONPATH=python python3 python/reference.py [FILE]
"""

import importlib
import inspect
import pathlib
import re
import sys

PAGE = pathlib.Path(__file__).resolve().parents[1] / "docs" / "reference" / "python.md"
HEAD = """# Python package

Every public function and class of `rawline`, generated from its docstrings by `python/reference.py`. How to use them: [Rawline from Python](../how-to/python.md).
"""
SECTIONS = {"Args:": "Arguments:", "Raises:": "Errors:", "Attributes:": "Attributes:"}
MODULES = ("rawline", "rawline.torch", "rawline.lab")


def public(owner):
    """Returns names and values in the order of __all__, or of a class's definition."""
    names = getattr(owner, "__all__", None) or [n for n in vars(owner) if not n.startswith("_") or n == "__len__"]
    return [(name, inspect.getattr_static(owner, name)) for name in names]


def signature(name, value):
    """Returns a call as it is written, or the name alone of what is made otherwise."""
    try:
        words = str(inspect.signature(value))
    except ValueError:
        return name
    words = re.sub(r"(: |-> )'([^']*)'", r"\1\2", words)
    return name + re.sub(r"^\((self|cls)(, )?", "(", words).replace(" -> None", "")


def entry(level, name, value):
    """Returns a heading, the call and the docstring, whose sections become lists."""
    lines = [f"{level} {name}", ""]
    if callable(value):
        lines += ["    " + signature(name, value), ""]
    for line in re.sub(r":\w+:`(.*?)`", r"`\1`", inspect.getdoc(value) or "").splitlines():
        if line in SECTIONS:
            lines += ["", SECTIONS[line], ""]
        elif line.startswith(" " * 8):
            lines[-1] += " " + line.strip()
        elif line.startswith(" " * 4):
            lines.append("- " + line.strip())
        else:
            lines.append(line)
    return lines + [""]


def page():
    lines = [HEAD]
    for name in MODULES:
        module = importlib.import_module(name)
        lines += [f"## {name}", "", (module.__doc__ or "").strip(), ""]
        for title, value in public(module):
            if inspect.isclass(value):
                lines += entry("###", title, value)
                for part, held in public(value):
                    if isinstance(held, property):
                        lines += entry("####", f"{title}.{part}", held)
                    elif inspect.isfunction(held) and held.__doc__:
                        lines += entry("####", f"{title}.{part}", held)
            elif callable(value):
                lines += entry("###", title, value)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


if __name__ == "__main__":
    (pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE).write_text(page())
