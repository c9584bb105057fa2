"""run.py SURVIVORS.txt OUT TESTS WITHOUT_MEMBARRIER COMPILER INCLUDE SOURCE ...

TESTS contains all mutants except those of compile-time expressions. For each mutant, runs the test
cases that reach it, up to the first that fails; some of them also without membarrier. For each mutant
of a compile-time expression, compiles SOURCES up to the first that does not compile. OUT is the output
of mutants.py. Writes OUT/killers.txt: the test that detects each mutant.

Fails if the undetected mutants differ from SURVIVORS.txt in more than a few, or if more than 1 % of
the mutants without a reason are not detected. A mutant with a reason is equivalent to the
original, or other tests detect it; the reason says which."""

import collections
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
WORKERS = 10  # more than processors, because many wait for tests that hang
LEAST = 99  # percent of the mutants without a reason that the tests have to detect
LONGEST = 120, 480  # seconds of processor time, and of sleep, without a mutant
MOST_WRONG = 3  # tolerated differences between the list and a run, for rare timings
# The test files that also run without membarrier.
FENCED = ",".join(f"[#{file}_test]" for file in (
    "hazard_records", "hazard_watch", "rundown", "rundown_change", "rundown_deadlock"))


def state(pid):
    """Returns the processor time of a process in seconds, and whether a thread of it is runnable."""
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
    processor_seconds: float = 0
    reached: frozenset = frozenset()  # numbers of mutants

    def run(self, mutant, limit, longest_sleep, **environment):
        """Runs the case with this mutant. Returns whether it passes within `limit` seconds of processor
        time without being asleep after `longest_sleep` seconds, and the processor time."""
        process = subprocess.Popen(
            self.command, start_new_session=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"ROUTPACT_MUTANT": str(mutant)} | environment)
        begin, pause = time.monotonic(), 0.001
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode == 0, usage.ru_utime + usage.ru_stime
            used, running = state(process.pid)
            if used > limit or (not running and time.monotonic() - begin > longest_sleep):
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return False, used
            time.sleep(pause)
            pause = min(2 * pause, 0.1)

    def measured(self):
        """Returns the case with its times without a mutant, and the mutants that it reaches."""
        with tempfile.NamedTemporaryFile() as file:
            passed, _ = self.run(-1, *LONGEST, ROUTPACT_MUTANTS_REACHED=file.name)
            reached = frozenset(int(number) for number in file.read().split())
        begin = time.monotonic()
        passed_again, used = self.run(0, *LONGEST)
        if not passed or not passed_again:
            raise SystemExit(f"fails without any mutant: {self}")
        return self._replace(
            seconds=time.monotonic() - begin, processor_seconds=used, reached=reached)

    def detects(self, mutant):
        if mutant.number not in self.reached:
            return False
        passed, _ = self.run(mutant.number, 0.25 + 10 * self.processor_seconds, 4 + 3 * self.seconds)
        return not passed

    def __str__(self):
        return " ".join(self.command[:-1])


def cases_of(which, *prefix):
    command = [tests, "--filenames-as-tags", "--list-tests", "--verbosity", "quiet"] + which
    names = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    return [Case((*prefix, tests, re.sub(r'([\\,\[\]"*])', r"\\\1", name), "--abort"))
            for name in names.splitlines()]


kills = collections.Counter()  # of the mutants of a function, or of a header, by a case


def killer(mutant):
    """Returns the test that detects a mutant, or None. The first to try are those that detected others
    of the same function, then those of the same header, then the fastest."""
    if mutant.constant:
        return constants.killer(mutant)
    # A case may fail without a reason on a very busy machine.
    times = 3 if mutant.name() in survivors.certain else 1
    scopes = (mutant.header, mutant.function), mutant.header
    promising = sorted(cases, key=lambda case: [-kills[scope, case] for scope in scopes])
    found = next((case for case in promising if all(case.detects(mutant) for _ in range(times))),
                 None)
    for scope in scopes if found else ():
        kills[scope, found] += 1
    return found


with ThreadPoolExecutor(WORKERS) as pool:
    constants = Constants(out, compiler, include, sys.argv[7:])
    compiled = pool.map(lambda m: not m.constant or constants.is_mutant(m), mutants)
    mutants = [mutant for mutant, compiles in zip(mutants, compiled) if compiles]
    # The slow ones take an eighth of the processor time, and detect no mutant that no other does.
    cases = cases_of(["~[slow]"]) + cases_of([FENCED], without_membarrier)
    cases = sorted(pool.map(Case.measured, cases), key=lambda case: case.seconds)
    killers = dict(zip(mutants, pool.map(killer, mutants)))

with open(os.path.join(out, "killers.txt"), "w", encoding="ascii") as killers_file:
    for one, test in killers.items():
        print(f"{one.line}: {one.name()}\n    {test}", file=killers_file)
alive = [mutant for mutant, test in killers.items() if not test]
killed = len(mutants) - len(alive)
wrong = survivors.judge(mutants, alive)
unexplained = sum(each.startswith("not detected") for each in wrong)
percent = 100 * killed / (killed + unexplained)
print(f"figure: mutants: {len(mutants)} compiled, {killed} killed "
      f"({100 * killed / len(mutants):.1f} %), {len(alive) - unexplained} with a reason, "
      f"{percent:.1f} % of the others killed")
for each in wrong:
    print(each)
sys.exit(len(wrong) > MOST_WRONG or percent < LEAST)
