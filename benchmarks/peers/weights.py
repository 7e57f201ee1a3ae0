"""Reads the numbers of a network."""

import json

import numpy as np
import torch


def read_safetensors(file):
    with open(file, "rb") as stored:
        header = json.loads(stored.read(int.from_bytes(stored.read(8), "little")))
        data = stored.read()
    types = {"F32": np.float32, "F64": np.float64, "I64": np.int64}
    return {
        name: torch.from_numpy(
            np.frombuffer(data[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"]).copy()
        )
        for name, entry in header.items()
        if name != "__metadata__"
    }
