"""mutants.py INCLUDE OUT HEADER ...: writes mutated copies of headers in INCLUDE/routpact to
OUT/routpact, and to OUT/mutants.json what each number stands for."""

import json
import os
import sys
from typing import NamedTuple

from places import Finder


class Mutant(NamedTuple):
    number: int
    header: str
    function: str
    line: int
    text: str  # the line
    was: str
    becomes: str

    def name(self):
        return f"{self.header}, {self.function}: {self.text}\n    {self.was} -> {self.becomes}"


def one_line(text):
    return " ".join(text.split())


class Header:
    """One header's mutants, numbered from `first`, but for those in `unwanted`."""

    def __init__(self, include, name, first, unwanted):
        finder = Finder(os.path.join(include, "routpact", name),
                        ["-x", "c++", "-std=c++20", "-I", include])
        self.source, self.mutants, self.places = finder.source, [], []
        number = first
        for place in sorted(finder.found(), key=lambda p: (p.start, -p.end, p.kind)):
            was = self.source[place.start:place.end]
            numbered = []
            for mutation in place.mutations:
                becomes = (f"!({was})" if mutation is None else mutation) or "(nothing)"
                begin = self.source.rfind("\n", 0, place.start) + 1
                mutant = Mutant(number, name, place.function, self.source.count("\n", 0, begin) + 1,
                                one_line(self.source[begin:self.source.index("\n", place.start)]),
                                one_line(was), one_line(becomes))
                if mutant.name() not in unwanted:
                    self.mutants.append(mutant)
                    numbered.append((number, mutation))
                    number += 1
            if numbered:
                self.places.append((place, numbered))
        self.next = number

    def text(self):
        written, rest = self.render(0, len(self.source), self.places)
        assert not rest
        return written

    def render(self, start, end, places):
        """The text from start to end, and the places behind it. Places are sorted by their
        beginning, outer ones first."""
        written = ""
        while places and places[0][0].start < end:
            place, numbered = places[0]
            written += self.source[start:place.start]
            inner, places = self.render(place.start, place.end, places[1:])
            written += choice(place, numbered, inner)
            start = place.end
        return written + self.source[start:end], places


def choice(place, numbered, text):
    """`text`, or a mutation of it."""
    if place.kind == "guard":
        words = text.split(" ", 2)
        return f"const ::mutation::unless<{numbered[0][0]}, {words[1]}> {words[2]}"
    if place.kind == "statement":
        return f"{{ if (!::mutation::is({numbered[0][0]})) {text} }}"
    for number, mutation in numbered:
        if mutation is None:
            text = f"(::mutation::is({number}) != static_cast<bool>({text}))"
        else:
            text = f"(::mutation::is({number}) ? ({mutation}) : ({text}))"
    return text


def write(include, out, names, unwanted=()):
    """Returns all mutants."""
    os.makedirs(os.path.join(out, "routpact"), exist_ok=True)
    mutants, first = [], 1
    for name in names:
        header = Header(include, name, first, unwanted)
        first = header.next
        mutants += header.mutants
        with open(os.path.join(out, "routpact", name), "w", encoding="ascii") as file:
            file.write(header.text())
    with open(os.path.join(out, "mutants.json"), "w", encoding="ascii") as file:
        json.dump(mutants, file, indent=0)
    return mutants


if __name__ == "__main__":
    found = write(sys.argv[1], sys.argv[2], sys.argv[3:])
    for each in found:
        print(each.number, each.name())
