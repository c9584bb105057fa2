"""Mutants of compile-time expressions: a test detects one if the test does not compile with it."""

import os
import subprocess


class Constants:
    def __init__(self, out, compiler, include, sources):
        self.out, self.sources = out, sources
        catch2 = os.path.join(out, "catch2.hpp")  # compiled once, for all mutants
        with open(catch2, "w", encoding="ascii") as file:
            file.write("#include <catch2/catch_test_macros.hpp>\n")
        command = [compiler, "-std=c++20", "-w", "-x"]
        subprocess.run(command + ["c++-header", catch2, "-o", f"{catch2}.pch"], check=True)
        self.command = command + ["c++", "-fsyntax-only", "-include-pch", f"{catch2}.pch"]
        self.include = include
        for source in sources:
            if not self.compiles(source):
                raise SystemExit(f"does not compile without any mutant: {source}")

    def compiles(self, source, mutant=None):
        first = ["-I", os.path.join(self.out, "constants", str(mutant.number))] if mutant else []
        return subprocess.run(self.command + first + ["-I", self.include, source],
                              stderr=subprocess.DEVNULL, check=False).returncode == 0

    def is_mutant(self, mutant):
        """Returns whether the header itself compiles with this mutant."""
        return self.compiles(os.path.join(self.out, "constants", str(mutant.number), "routpact",
                                          mutant.header), mutant)

    def killer(self, mutant):
        return next((source for source in self.sources if not self.compiles(source, mutant)), None)
