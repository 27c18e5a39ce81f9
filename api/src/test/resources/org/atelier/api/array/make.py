"""Writes the arrays of NpyTest with numpy (1.24.2 wrote those that are kept): python3 make.py FOLDER"""
import sys
from pathlib import Path

import numpy

folder = Path(sys.argv[1])
count = numpy.arange(12).reshape(3, 4)


def save(name, array):
    numpy.save(folder / f"{name}.npy", array)


for kind in ("int16", "int32", "int64"):
    save(f"little-{kind}", (-3 * count).astype(numpy.dtype(kind).newbyteorder("<")))
    save(f"big-{kind}", (-3 * count).astype(numpy.dtype(kind).newbyteorder(">")))
    save(f"little-u{kind}", (3 * count).astype(numpy.dtype(f"u{kind}").newbyteorder("<")))
for kind in ("float32", "float64"):
    save(f"little-{kind}", (-3 * count / 8).astype(numpy.dtype(kind).newbyteorder("<")))
    save(f"big-{kind}", (-3 * count / 8).astype(numpy.dtype(kind).newbyteorder(">")))
save("int8", (-3 * count).astype("int8"))
save("uint8", (3 * count).astype("uint8"))
save("largest-unsigned", numpy.array([2**64 - 1, 2**63 + 2048], "<u8"))

save("fortran", numpy.asfortranarray(numpy.arange(24, dtype="<f4").reshape(2, 3, 4)))
save("fortran-matrix", numpy.asfortranarray(count.astype(">f8")))
save("no-rows", numpy.zeros((0, 5), "<f4"))
save("number", numpy.array(7.25))
save("vector", numpy.array([1.5, 2.5, 3.5], "<f4"))
for version in (1, 2, 3):
    with open(folder / f"version-{version}.npy", "wb") as file:
        numpy.lib.format.write_array(file, count.astype("<f4"), version=(version, 0))

# What is refused.
save("complex", numpy.array([1 + 2j]))
save("half", numpy.array([1], "float16"))
save("objects", numpy.array([None]))
save("records", numpy.array([(1, 2.0)], [("a", "<i4"), ("b", "<f4")]))
save("text", numpy.array(["abc"]))
save("truth", numpy.array([True]))
