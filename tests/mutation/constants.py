"""Mutants of what decides at compile time: noticed by a test that does not compile any more."""

import os
import subprocess


class Constants:
    def __init__(self, out, compiler, include, sources):
        self.out, self.sources = out, sources
        self.command = [compiler, "-std=c++20", "-fsyntax-only", "-w", "-x", "c++"]
        self.include = include
        for source in sources:
            if not self.compiles(source):
                raise SystemExit(f"does not compile without any mutant: {source}")

    def compiles(self, source, mutant=None):
        first = ["-I", os.path.join(self.out, "constants", str(mutant.number))] if mutant else []
        return subprocess.run(self.command + first + ["-I", self.include, source],
                              stderr=subprocess.DEVNULL, check=False).returncode == 0

    def is_mutant(self, mutant):
        """Whether the header itself compiles."""
        return self.compiles(os.path.join(self.out, "constants", str(mutant.number), "routpact",
                                          mutant.header), mutant)

    def killer(self, mutant):
        return next((source for source in self.sources if not self.compiles(source, mutant)), None)
