"""run.py SURVIVORS.txt OUT TESTS WITHOUT_MEMBARRIER COMPILER INCLUDE SOURCE ...

Runs TESTS, in which all mutants but constants are compiled, once for each mutant and for each of
its test cases that reach the mutant, up to the first that fails. Some of them also on a system that
has no membarrier. For constants it compiles SOURCES, up to the first that does not compile. OUT is
what mutants.py wrote; OUT/killers.txt is written: which test notices which mutant.

Fails if more than 10 % of the mutants are not noticed, or more than a few that SURVIVORS.txt gives
no reason for."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from constants import Constants
from mutants import Mutant
from survivors import Survivors

survivors = Survivors(sys.argv[1])
out, tests, without_membarrier, compiler, include = sys.argv[2:7]
with open(os.path.join(out, "mutants.json"), encoding="ascii") as json_file:
    mutants = [Mutant(*each) for each in json.load(json_file)]
WORKERS = 4  # some of them wait for what hangs
LEAST = 90  # percent
MOST_WRONG = 3  # where the list and a run differ: chances that nobody has seen yet
FENCED = "[#uses_test],[#rundown_test]"  # the test files to run without membarrier as well


def state(pid):
    """The seconds of processor time that a process has used, and whether it wants more."""
    ticks, running = 0, False
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/stat", encoding="ascii") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            running = running or fields[0] != "S"
            ticks += int(fields[11]) + int(fields[12])
    except (FileNotFoundError, ProcessLookupError):  # one ends just now
        running = True
    return ticks / os.sysconf("SC_CLK_TCK"), running


class Case(NamedTuple):
    command: tuple
    seconds: float = 0
    reached: frozenset = frozenset()  # numbers of mutants

    def passes(self, mutant, limit, **environment):
        """With this mutant, in so many seconds of processor time; asleep it may be for longer, since
        the machine may be busy."""
        process = subprocess.Popen(
            self.command, start_new_session=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"ROUTPACT_MUTANT": str(mutant)} | environment)
        begin = time.monotonic()
        while True:
            try:
                return process.wait(0.2) == 0
            except subprocess.TimeoutExpired:
                used, running = state(process.pid)
                if used > limit or (not running and time.monotonic() - begin > 4 * limit):
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
                    return False

    def measured(self):
        """With the seconds it takes without a mutant, and the mutants it reaches."""
        with tempfile.NamedTemporaryFile() as file:
            passed = self.passes(-1, 120, ROUTPACT_MUTANTS_REACHED=file.name)
            reached = frozenset(int(number) for number in file.read().split())
        begin = time.monotonic()
        if not passed or not self.passes(0, 120):
            raise SystemExit(f"fails without any mutant: {self}")
        return self._replace(seconds=time.monotonic() - begin, reached=reached)

    def notices(self, mutant):
        return mutant.number in self.reached and not self.passes(mutant.number,
                                                                 1 + 10 * self.seconds)

    def __str__(self):
        return " ".join(self.command[:-1])


def cases_of(which, *prefix):
    command = [tests, "--filenames-as-tags", "--list-tests", "--verbosity", "quiet"] + which
    names = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    return [Case((*prefix, tests, re.sub(r'([\\,\[\]"*])', r"\\\1", name), "--abort"))
            for name in names.splitlines()]


def killer(mutant):
    """The test that notices it, or None."""
    if mutant.constant:
        return constants.killer(mutant)
    # a machine that is very busy fails a case now and then
    times = 3 if mutant.name() in survivors.certain else 1
    return next((case for case in cases if all(case.notices(mutant) for _ in range(times))), None)


with ThreadPoolExecutor(WORKERS) as pool:
    constants = Constants(out, compiler, include, sys.argv[7:])
    compiled = pool.map(lambda m: not m.constant or constants.is_mutant(m), mutants)
    mutants = [mutant for mutant, compiles in zip(mutants, compiled) if compiles]
    cases = cases_of([]) + cases_of([FENCED], without_membarrier)
    cases = sorted(pool.map(Case.measured, cases), key=lambda case: case.seconds)
    killers = dict(zip(mutants, pool.map(killer, mutants)))

with open(os.path.join(out, "killers.txt"), "w", encoding="ascii") as killers_file:
    for one, test in killers.items():
        print(f"{one.line}: {one.name()}\n    {test}", file=killers_file)
alive = [mutant for mutant, test in killers.items() if not test]
killed = len(mutants) - len(alive)
percent = 100 * killed / len(mutants)
print(f"figure: mutants: {len(mutants)} compiled, {killed} killed ({percent:.1f} %)")
wrong = survivors.judge(mutants, alive)
for each in wrong:
    print(each)
sys.exit(len(wrong) > MOST_WRONG or percent < LEAST)
