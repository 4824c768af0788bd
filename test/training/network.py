#!/usr/bin/env python3
"""Makes the network of a .lstm file one that can be taught.

    python3 network.py IN.lstm OUT.lstm [--rate FACTOR]

The networks in the npm packages hold whole numbers, a byte a weight with a scale for each row, and lstmtraining takes
floating point only. The same weights are written as numbers here: on the 400 lines we measure with, the two differ by
0.2 of 100 letters. FACTOR changes the rates of learning, those of a network in floating point too.

The format is that of Tesseract 5: a tree of layers, each with a type, flags, sizes and a name, and at its leaves
matrices of weights.
"""

import argparse
import struct
from pathlib import Path

HOLDS_LAYERS = {'Series', 'Parallel', 'Replicated', 'ParBidiLSTM', 'DepParUDLSTM', 'Par2dLSTM', 'RTLReversed',
                'TTBReversed', 'XYTranspose'}  # fmt: skip
HOLDS_TWO_NUMBERS = {'Convolve', 'Maxpool', 'Reconfig'}
HOLDS_GATES = {'LSTM', 'SummLSTM'}
OWN_RATES = 64
WHOLE_NUMBERS, DOUBLES = 1, 128


class Rewriter:
    """Reads the file once from its start and writes what it becomes."""

    def __init__(self, source: bytes, rate: float):
        self.source, self.rate, self.at, self.out = source, rate, 0, bytearray()

    def take(self, form: str) -> tuple:
        size = struct.calcsize('<' + form)
        if self.at + size > len(self.source):
            raise SystemExit('The file ends too soon: it is no network of Tesseract 5.')
        values = struct.unpack_from('<' + form, self.source, self.at)
        self.at += size
        return values

    def put(self, form: str, *values) -> None:
        self.out += struct.pack('<' + form, *values)

    def copy(self, form: str) -> tuple:
        values = self.take(form)
        self.put(form, *values)
        return values

    def string(self) -> str:
        (length,) = self.copy('I')
        return b''.join(self.copy(f'{length}c')).decode()

    def weights(self) -> None:
        (mode,) = self.take('B')
        if not mode & DOUBLES:
            raise SystemExit('Weights older than Tesseract 4 are not known here.')
        self.put('B', mode & ~WHOLE_NUMBERS)
        rows, columns = self.copy('ii')
        if not mode & WHOLE_NUMBERS:
            self.copy(f'{1 + rows * columns}d')
            return
        self.take('b')
        self.put('d', 0.0)
        whole = self.take(f'{rows * columns}b')
        (count,) = self.take('I')
        scales = self.take(f'{count}d')
        for row in range(rows):
            self.put(f'{columns}d', *(one * scales[row] for one in whole[row * columns : (row + 1) * columns]))

    def layer(self) -> None:
        self.copy('b')
        kind = self.string()
        self.copy('bb')
        (flags, *_) = self.copy('4i')
        self.string()
        if kind == 'Input':
            self.copy('5i')
        elif kind in HOLDS_TWO_NUMBERS:
            self.copy('ii')
        elif kind in HOLDS_LAYERS:
            (count,) = self.copy('I')
            for _ in range(count):
                self.layer()
            if flags & OWN_RATES:
                (count,) = self.copy('I')
                self.put(f'{count}f', *(rate * self.rate for rate in self.take(f'{count}f')))
        elif kind in HOLDS_GATES:
            self.copy('i')
            for _ in range(4):
                self.weights()
        else:
            self.weights()

    def network(self) -> bytes:
        self.layer()
        self.string()
        (flags,) = self.take('i')
        self.put('i', flags & ~WHOLE_NUMBERS)
        self.copy('3i')
        decay, rate, momentum = self.take('3f')
        self.put('3f', decay, rate * self.rate, momentum)
        return bytes(self.out) + self.source[self.at :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('source', type=Path)
    parser.add_argument('out', type=Path)
    parser.add_argument('--rate', type=float, default=1.0)
    options = parser.parse_args()
    options.out.write_bytes(Rewriter(options.source.read_bytes(), options.rate).network())


if __name__ == '__main__':
    main()
