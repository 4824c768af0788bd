#!/usr/bin/env python3
"""Draws lines of print as scanners, copiers and faxes show them, with what they say, for lstmtraining.

    python3 lines.py --words WORDS [--prose FOLDER] [--count 300] SEED OUT.lstmf

Needs pycairo, PyGObject with Pango, OpenCV and NumPy, and fonts that have Vietnamese letters. Every look is drawn from
the seed, so a file can be made again. Texts with a sign that is not in SIGNS, the recogniser's own, are left out.
"""

import argparse
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cairo
import cv2
import gi
import numpy as np

gi.require_version('Pango', '1.0')
gi.require_version('PangoCairo', '1.0')
from gi.repository import Pango, PangoCairo  # noqa: E402

from texts import Part, Texts  # noqa: E402

# Faces and how often they are drawn: those of offices most, and all others we know so that none comes as a surprise.
FACES = {
    'Liberation Serif': 10, 'Tinos': 6, 'Liberation Sans': 6, 'TeX Gyre Termes': 5, 'Carlito': 4, 'DejaVu Sans': 4,
    'FreeSerif': 4, 'Arimo': 3, 'Caladea': 3, 'DejaVu Serif': 3, 'Latin Modern Roman': 3, 'Noto Sans': 3,
    'Noto Serif': 3, 'Open Sans': 3, 'TeX Gyre Pagella': 3, 'TeX Gyre Schola': 3, 'Charis SIL': 2, 'Doulos SIL': 2,
    'EB Garamond': 2, 'FreeSans': 2, 'Gentium': 2, 'Gentium Book Basic': 2, 'Lato': 2, 'Liberation Mono': 2,
    'Linux Libertine O': 2, 'Roboto': 2, 'TeX Gyre Bonum': 2, 'TeX Gyre Cursor': 2, 'TeX Gyre Heros': 2,
    'TeX Gyre Heros Cn': 2, 'Andika': 1, 'Cantarell': 1, 'Cousine': 1, 'DejaVu Sans Mono': 1, 'FreeMono': 1,
    'Inter': 1, 'JetBrains Mono': 1, 'Junicode Two Beta': 1, 'Latin Modern Mono': 1, 'Latin Modern Sans': 1,
    'Linux Biolinum O': 1, 'Quicksand': 1, 'Roboto Condensed': 1, 'TeX Gyre Adventor': 1, 'Vollkorn': 1,
}  # fmt: skip
# Dots per inch that pages are scanned at; all are read at 200.
RESOLUTIONS = {100: 5, 120: 5, 150: 22, 200: 40, 250: 8, 300: 20}
READ_AT = 200
# The recogniser makes every line 36 pixels high; what is higher than this is made smaller to save room.
TALLEST = 64
# Lines of a page whose letters a face may lack: of those above nearly none does.
MOST_REFUSED = 200


@dataclass(frozen=True)
class Look:
    face: str
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True)
class Placed:
    """A line on the page: where it begins and ends, its baseline, how far its ink goes up and down. Pixels."""

    left: float
    right: float
    baseline: float
    ascent: float
    descent: float
    em: float
    text: str


class Page:
    """One sheet of lines in one main face, worn as a whole."""

    def __init__(self, random: Random, noise: np.random.Generator, texts: Texts):
        self.random, self.noise, self.texts = random, noise, texts
        self.dpi = random.choices(list(RESOLUTIONS), list(RESOLUTIONS.values()))[0]
        self.width, self.height = int(8.27 * self.dpi), int(11 * self.dpi)
        self.surface = cairo.ImageSurface(cairo.FORMAT_RGB24, self.width, self.height)
        self.context = cairo.Context(self.surface)
        self.context.set_source_rgb(1, 1, 1)
        self.context.paint()
        self.context.set_source_rgb(0, 0, 0)
        self.options = cairo.FontOptions()
        self.options.set_hint_style(random.choice([cairo.HINT_STYLE_NONE, cairo.HINT_STYLE_SLIGHT]))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def face(self) -> str:
        return self.random.choices(list(FACES), list(FACES.values()))[0]

    def layout(self, text: str, look: Look) -> Pango.Layout:
        layout = PangoCairo.create_layout(self.context)
        PangoCairo.context_set_font_options(layout.get_context(), self.options)
        font = Pango.FontDescription()
        font.set_family(look.face)
        font.set_absolute_size(look.size / 72 * self.dpi * Pango.SCALE)
        font.set_weight(Pango.Weight.BOLD if look.bold else Pango.Weight.NORMAL)
        font.set_style(Pango.Style.ITALIC if look.italic else Pango.Style.NORMAL)
        layout.set_font_description(font)
        layout.set_text(text, -1)
        return layout

    def written(self) -> list[Placed]:
        main, size = self.face(), self.random.uniform(10, 14.5)
        spacing = self.random.uniform(1.12, 1.9)
        lines: list[Placed] = []
        y, refused = 0.5 * self.dpi, 0
        while y < self.height - 0.6 * self.dpi:
            parts = self.texts.line()
            face = main if self.chance(0.75) else self.face()
            print_look = Look(face, size, self.chance(0.18), self.chance(0.12))
            typed_look = print_look
            if self.chance(0.28):
                other = self.face() if self.chance(0.5) else face
                typed_look = Look(other, size * self.random.uniform(0.9, 1.15), self.chance(0.35), self.chance(0.4))
            layouts = [(part, self.layout(part.text, typed_look if part.kind == 'typed' else print_look)) for part in parts]
            if any(layout.get_unknown_glyphs_count() for _, layout in layouts):
                refused += 1
                if refused > MOST_REFUSED:
                    raise SystemExit(f'{face} lacks Vietnamese letters, and so does what stands in for it: install fonts.')
                continue
            y += size / 72 * self.dpi * spacing
            line = self.drawn(layouts, print_look, y)
            if line.right < self.width - 5 and line.text:
                lines.append(line)
        return lines

    def drawn(self, layouts: list[tuple[Part, Pango.Layout]], look: Look, y: float) -> Placed:
        left = x = self.random.uniform(0.5, 1.2) * self.dpi
        em, ascent, descent, right, text = look.size / 72 * self.dpi, 0.0, 0.0, x, ''
        onto_dots, gap = self.chance(0.08), self.random.choice([0, 0, 0, 0, self.random.uniform(0, 0.25)]) * self.dpi
        for part, layout in layouts:
            ink, logical = layout.get_pixel_extents()
            above = layout.get_baseline() / Pango.SCALE
            raised = self.random.uniform(0, 0.08) * em if onto_dots and part.kind == 'typed' else 0
            self.context.move_to(x, y - above - raised)
            PangoCairo.show_layout(self.context, layout)
            if onto_dots and part.kind == 'typed':
                self.dots(look, x, y, logical.width)
            if ink.height:
                ascent = max(ascent, above - ink.y + raised)
                descent = max(descent, ink.y + ink.height - above - raised)
                right = x + ink.x + ink.width
            x += logical.width + (gap if part.kind == 'print' else 0)
            text += part.text + (' ' if part.kind == 'print' and gap > 0.05 * self.dpi else '')
        return Placed(left, right, y, ascent, descent, em, as_read(text))

    def dots(self, look: Look, x: float, y: float, width: float) -> None:
        """The leader that a value was typed on: it runs on below its letters."""
        dot = self.layout('.' * 100, look)
        each = dot.get_pixel_extents()[1].width / 100
        leader = self.layout('.' * max(1, int(width / each)), look)
        self.context.move_to(x, y - leader.get_baseline() / Pango.SCALE)
        PangoCairo.show_layout(self.context, leader)

    def scanned(self) -> tuple[np.ndarray, np.ndarray]:
        """The page as a scanner gives it, and how it lies: grey levels, and the affine map from where it was drawn."""
        stride = self.surface.get_stride() // 4
        grey = np.ndarray((self.height, stride, 4), np.uint8, self.surface.get_data())[:, : self.width, 0]
        page = grey.astype(np.float32)
        if self.chance(0.5):
            page = cv2.GaussianBlur(page, (0, 0), self.random.uniform(0.3, 0.9) * self.dpi / READ_AT + 0.05)
        if self.chance(0.2):  # ink that ran, or was sparse
            cross = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)
            moved = 255 - (cv2.dilate if self.chance(0.55) else cv2.erode)(255 - page, cross)
            share = self.random.uniform(0.2, 0.75)
            page = (1 - share) * page + share * moved
        lie = cv2.getRotationMatrix2D((self.width / 2, self.height / 2), self.random.gauss(0, 0.12), 1)
        lie[0, 1] += self.random.gauss(0, 0.004)
        page = cv2.warpAffine(page, lie, (self.width, self.height), borderValue=255)
        if self.chance(0.2):
            share = self.random.uniform(0.55, 0.9)
            small = cv2.resize(page, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
            page = cv2.resize(small, (self.width, self.height), interpolation=cv2.INTER_CUBIC)
        if self.chance(0.35):  # faded
            darkest = self.random.uniform(20, 130)
            page = darkest + page / 255 * (255 - darkest)
        if self.chance(0.6):
            grain = self.noise.normal(0, self.random.uniform(4, 30), page.shape).astype(np.float32)
            page = page + cv2.GaussianBlur(grain, (0, 0), self.random.choice([0.1, 0.5, 0.8]))
        page = self.copied(np.clip(page, 0, 255))
        if self.chance(0.8):  # paper is made white before it is read
            page = np.clip(page * 255 / self.random.uniform(200, 245), 0, 255)
        page = self.stroked(page)
        scale = READ_AT / self.dpi
        if scale != 1:
            way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
            page = cv2.resize(page, None, fx=scale, fy=scale, interpolation=way)
        return np.clip(page, 0, 255).astype(np.uint8), lie * scale

    def copied(self, page: np.ndarray) -> np.ndarray:
        """Black and white as by fax in one of seven, compressed in one of three."""
        kind = self.random.random()
        if kind < 0.14:
            page = np.where(page < self.random.uniform(95, 190), 0, 255).astype(np.float32)
            if self.chance(0.5):
                specks = self.noise.random(page.shape) < self.random.uniform(0.0001, 0.002)
                page[specks] = 255 - page[specks]
        elif kind < 0.5:
            _, jpeg = cv2.imencode('.jpg', page.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, self.random.randint(25, 85)])
            page = cv2.imdecode(jpeg, 0).astype(np.float32)
        return page

    def stroked(self, page: np.ndarray) -> np.ndarray:
        """What is left of seals that were taken off, dark or light, and a scanner's streaks."""
        height, width = page.shape
        for _ in range(self.random.choice([0, 0, 1, 3])):
            ring = np.zeros(page.shape, np.uint8)
            centre = (int(self.random.uniform(0, width)), int(self.random.uniform(0, height)))
            radius = int(self.random.uniform(0.4, 1) * self.dpi)
            thick = max(1, int(self.random.uniform(1, 4) * self.dpi / READ_AT))
            cv2.ellipse(ring, centre, (radius, radius), 0, 0, self.random.uniform(90, 360), 255, thick)
            paler = page + (255 - page) * self.random.uniform(0.3, 0.9)
            darker = np.minimum(page, self.random.uniform(120, 220))
            page = np.where(ring > 0, paler if self.chance(0.6) else darker, page)
        if self.chance(0.06):
            for _ in range(self.random.randint(1, 3)):
                x = self.random.randint(0, width - 3)
                page[:, x : x + self.random.randint(1, 2)] = self.random.uniform(80, 200)
        return page

    def cut(self, page: np.ndarray, lie: np.ndarray, line: Placed) -> np.ndarray | None:
        """The strip that the recogniser would be given for a line, its neighbours' strokes in it."""
        scale = READ_AT / self.dpi
        ends = np.array([[line.left, line.baseline], [line.right, line.baseline]]) @ lie[:, :2].T + lie[:, 2]
        em, ascent, descent = line.em * scale, line.ascent * scale, line.descent * scale
        top = int(ends[:, 1].min() - max(ascent, em * 0.72) - self.random.uniform(0, 0.12) * em - 1)
        bottom = int(ends[:, 1].max() + max(descent, em * self.random.uniform(0.1, 0.22)) + 2)
        left = int(ends[:, 0].min() - self.random.uniform(0.02, 0.35) * em - 1)
        right = int(ends[:, 0].max() + self.random.uniform(0.05, 0.5) * em + 2)
        strip = page[max(0, top) : bottom, max(0, left) : right]
        if strip.shape[0] < 10 or strip.shape[1] < 8:
            return None
        if self.chance(0.3):  # read once more, half as large again
            strip = cv2.resize(strip, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
        if strip.shape[0] > TALLEST:
            share = TALLEST / strip.shape[0]
            strip = cv2.resize(strip, (max(8, int(strip.shape[1] * share)), TALLEST), interpolation=cv2.INTER_AREA)
        return strip


def as_read(text: str) -> str:
    """A line as the recogniser is to give it: it knows one dash, and an ellipsis as three dots."""
    return re.sub(r'\s+', ' ', text.replace('–', '-').replace('…', '...')).strip()


def documents(strips: list[tuple[np.ndarray, str]], name: str) -> bytes:
    """The strips in the format of lstmtraining: name, page, PNG, language, text, one box, its text, not upright."""

    def string(value: bytes) -> bytes:
        return struct.pack('<I', len(value)) + value

    parts = [struct.pack('<I', len(strips))]
    for page, (strip, text) in enumerate(strips):
        height, width = strip.shape
        words = string(text.encode())
        picture = string(cv2.imencode('.png', strip)[1].tobytes())
        box = struct.pack('<Ihhhh', 1, 0, 0, width, height) + struct.pack('<I', 1) + words
        parts.append(b'\1' + string(name.encode()) + struct.pack('<i', page) + picture + string(b'') + words + box + b'\0')
    return b''.join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('seed', type=int)
    parser.add_argument('out', type=Path)
    parser.add_argument('--count', type=int, default=300, help='lines to draw')
    parser.add_argument('--words', type=Path, required=True, help='Vietnamese words, one a line')
    parser.add_argument('--signs', type=Path, required=True, help='the unicharset of the language data')
    parser.add_argument('--prose', type=Path, help='a folder of Vietnamese texts, *.md and *.txt')
    options = parser.parse_args()
    words = options.words.read_text(encoding='utf8').split()
    files = [file for kind in ('*.md', '*.txt') for file in options.prose.glob(kind)] if options.prose else []
    lines = [line.split() for file in files for line in re.split(r'[\n|`*#]', file.read_text(encoding='utf8'))]
    marked = [[word for word in line if re.search(r'[À-ỹ]', word)] for line in lines]
    prose = [line for line, vietnamese in zip(lines, marked) if len(line) > 2 and len(vietnamese) > len(line) * 0.45]
    signs = {line.split(' ')[0] for line in options.signs.read_text(encoding='utf8').split('\n')[1:]} | {' '}
    random, noise = Random(options.seed), np.random.default_rng(options.seed)
    texts = Texts(random, words, prose)
    strips: list[tuple[np.ndarray, str]] = []
    while len(strips) < options.count:
        page = Page(random, noise, texts)
        lines = page.written()
        picture, lie = page.scanned()
        for line in lines:
            strip = page.cut(picture, lie, line) if set(line.text) <= signs else None
            if strip is not None:
                strips.append((strip, line.text))
    options.out.write_bytes(documents(strips[: options.count], options.out.name))


if __name__ == '__main__':
    main()
