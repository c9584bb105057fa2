"""Reads the JSON output of benchmark-callbacks."""

import json
import statistics
from collections import defaultdict
from typing import NamedTuple

# The contender that uses routpact, for each subject
OURS = {"lookup": "routpact", "dll": "sessions", "adding": "routpact"}
ARRAY = "array"
LIMITS = {ARRAY, "urcu"}  # unusable in a DLL: no protection; threads have to register
ORDER = ["array", "routpact", "sessions", "twin", "shared_mutex", "SRWLOCK", "tbb", "boost", "urcu"]
SIZES = [10, 1_000, 100_000]
COUNTERS = ("ns", "ms", "bytes_per_interface", "remove_median_us", "remove_p99_us", "fence_p99_us",
            "ns_before", "ns_meanwhile")


class Row(NamedTuple):
    """The parameters of a measurement."""

    subject: str  # lookup (times the table), dll
    answer: str  # hit, miss
    calls: str  # all, different, same
    indexes: str  # dense, random
    writer: bool
    threads: int
    interfaces: int

    def __str__(self):
        return f"{self.group()}, {self.interfaces:,} interfaces"

    def group(self):
        what = {"hit": "accepted", "miss": "refused"}[self.answer]
        which = {"all": "all", "different": "different", "same": "one"}[self.calls]
        threads = f"{self.threads} thread{'s' if self.threads > 1 else ''}"
        return (f"{what}, {self.indexes} indexes, {which}, {threads}"
                + (", and a writer" if self.writer else ""))


class Results:
    """`rows`: Row -> contender -> ns. `adding`: contender -> counter -> value. `removing`, `waiting`:
    parameters -> counter -> value. `chosen` reduces the repetitions to one value: median or min."""

    def __init__(self, path, chosen=statistics.median):
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        self.platform = document["context"]["platform"]
        self.rows = defaultdict(dict)
        self.adding = defaultdict(dict)
        self.removing, self.waiting = {}, {}
        measured = defaultdict(lambda: defaultdict(list))
        for run in document["benchmarks"]:
            if run["run_type"] != "iteration":
                continue
            if run.get("error_occurred"):
                raise SystemExit(f"{run['name']}: {run['error_message']}")
            for counter in COUNTERS:
                if counter in run:
                    measured[run["run_name"]][counter].append(run[counter])
        for name, counters in measured.items():
            subject, *varied = name.split("/")
            of = dict(v.split(":") for v in varied if ":" in v)
            figures = {c: chosen(values) for c, values in counters.items()}
            if subject == "adding":
                self.adding[of["contender"]] = figures
            elif subject == "removing":
                self.removing[f"{of['threads']} threads call, {of['calls']}"] = figures
            elif subject == "waiting":
                self.waiting[f"{of['threads']} threads"] = figures
            else:
                row = Row(subject, of["answer"], of["calls"], of["indexes"], of["writer"] == "yes",
                          int(of["threads"]), int(of["interfaces"]))
                self.rows[row][of["contender"]] = figures["ns"]

    @property
    def native(self):
        return self.platform == "native"

    def hits(self, subject="lookup", **wanted):
        """Yields (row, ns of routpact, contender -> ns) of the accepted calls with these parameters."""
        for row, ns in self.rows.items():
            fits = all(getattr(row, key) == value for key, value in wanted.items())
            if fits and row.subject == subject and row.answer == "hit" and OURS[subject] in ns:
                yield row, ns[OURS[subject]], ns
