"""The entries of UniDic, a dictionary of Japanese: what `japanese_names.py` and `japanese_loanwords.py` read.

The file `unidic_lite/dicdir/sys.dic` of the package `unidic-lite` 1.0.8 on PyPI (UniDic 2.1.2, The UniDic Consortium; BSD
licence, in lists/UNIDIC-LICENSE.txt). Uses the standard library only.
"""

import csv
import mmap
import pathlib
import struct


def entries(path: pathlib.Path, wanted):
    """Cost and fields of the tokens of a compiled MeCab dictionary (header, double array, tokens, features) whose
    features, as one text, are wanted."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        array, tokens, features = struct.unpack("<3I", data[24:36])
        first = 72 + array
        for at in range(first, first + tokens, 16):
            cost, feature = struct.unpack("<hI", data[at + 6:at + 12])
            begin = first + tokens + feature
            text = data[begin:data.find(b"\0", begin)].decode("utf-8")
            if wanted(text):
                yield cost, next(csv.reader([text]))
