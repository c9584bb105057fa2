"""mutants.py INCLUDE OUT HEADER ...: writes mutated copies of headers in INCLUDE/routpact to
OUT/routpact, and the list of mutants to OUT/mutants.json. A mutant of a compile-time expression
cannot be selected at run time: each is a copy of the header in OUT/constants/NUMBER."""

import json
import os
import shutil
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
    constant: bool

    def name(self):
        return f"{self.header}, {self.function}: {self.text}\n    {self.was} -> {self.becomes}"


def one_line(text):
    return " ".join(text.split())


class Header:
    """One header's mutants, numbered from `first`."""

    def __init__(self, include, name, first):
        finder = Finder(os.path.join(include, "routpact", name),
                        ["-x", "c++", "-std=c++20", "-I", include])
        self.source, self.mutants, self.places = finder.source, [], []
        self.constants = {}  # number -> text of the header
        for place in sorted(finder.found(), key=lambda p: (p.start, -p.end, p.kind)):
            was = self.source[place.start:place.end]
            numbered = []
            for number, mutation in enumerate(place.mutations, first + len(self.mutants)):
                becomes = (f"!({was})" if mutation is None else mutation) or "(nothing)"
                begin = self.source.rfind("\n", 0, place.start) + 1
                self.mutants.append(Mutant(
                    number, name, place.function, self.source.count("\n", 0, begin) + 1,
                    one_line(self.source[begin:self.source.index("\n", place.start)]),
                    one_line(was), one_line(becomes), place.kind == "constant"))
                numbered.append((number, mutation))
                if place.kind == "constant":
                    self.constants[number] = (self.source[:place.start] + mutation
                                              + self.source[place.end:])
            if place.kind != "constant":
                self.places.append((place, numbered))

    def text(self):
        written, rest = self.render(0, len(self.source), self.places)
        assert not rest
        return written

    def render(self, start, end, places):
        """Returns the text from start to end with its mutations, and the places after it. Places are
        sorted by their beginning, outer ones first."""
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


def write(text, out, *path):
    path = os.path.join(out, *path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def main(include, out, *names):
    mutants = []
    shutil.rmtree(os.path.join(out, "constants"), ignore_errors=True)
    for name in names:
        header = Header(include, name, len(mutants) + 1)
        mutants += header.mutants
        write(header.text(), out, "routpact", name)
        for number, text in header.constants.items():
            write(text, out, "constants", str(number), "routpact", name)
    write(json.dumps(mutants, indent=0), out, "mutants.json")


if __name__ == "__main__":
    main(*sys.argv[1:])
