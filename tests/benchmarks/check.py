"""check.py RESULTS.json: compares the figures with the goals.

Prints PASS or FAIL for each goal, with the worst ratio and the rows that miss it. The verdict uses
the medians of the repetitions. A second one, in brackets, uses the best repetition of each row, which
other programs on the machine disturb least. This is only a report: the exit status is always 0."""

import sys
from typing import NamedTuple

from results import ARRAY, LIMITS, Results

CACHE_LINE = 64


class Goal(NamedTuple):
    what: str
    unit: str
    measured: list  # (value, where) pairs
    limit: float  # a value equal to the limit passes
    at_least: bool = False

    def broken(self):
        return [(v, where) for v, where in self.in_order()
                if (v < self.limit if self.at_least else v > self.limit)]

    def in_order(self):
        """Returns the measured pairs, the worst first."""
        return sorted(self.measured, reverse=not self.at_least)

    def worst(self):
        return f"{self.in_order()[0][0]:.2f}{self.unit}"

    def verdict(self):
        return "FAIL" if self.broken() else "PASS"


def goals(results):
    def against(contender, **wanted):
        return [(ns[contender] / ours, row)
                for row, ours, ns in results.hits(writer=False, **wanted) if contender in ns]

    limit = 2.5 if results.native else 6
    yield Goal(f"accepted, 1 thread: at most {limit} times the plain array", "x",
               [(1 / ratio, row) for ratio, row in against(ARRAY, threads=1)], limit)

    one_thread = {row: ours for row, ours, _ in results.hits(threads=1)}
    yield Goal("accepted, 2 threads: within 1.2 times of 1 thread", "x",
               [(ours / one_thread[row._replace(threads=1)], row)
                for row, ours, _ in results.hits(threads=2, writer=False)
                if row._replace(threads=1) in one_thread], 1.2)
    if results.native:
        yield Goal("accepted, 1 thread: at least 4 times faster than shared_mutex", "x",
                   against("shared_mutex", threads=1), 4, at_least=True)
        yield Goal("accepted, 2 threads on one interface: at least 15 times faster than "
                   "shared_mutex", "x",
                   against("shared_mutex", threads=2, calls="same"), 15, at_least=True)
    for rival in sorted({c for _, _, ns in results.hits() for c in ns} - LIMITS - {"routpact"}):
        yield Goal(f"accepted, every row: faster than {rival}", "x",
                   [(ns[rival] / ours, row) for row, ours, ns in results.hits() if rival in ns],
                   1, at_least=True)
    yield Goal("accepted by a DLL, every row: faster than its twin by hand", "x",
               [(ns["twin"] / ours, row) for row, ours, ns in results.hits("dll")
                if "twin" in ns], 1, at_least=True)
    yield Goal("refused: not slower than accepted (5 % of noise)", "x",
               [(ns["routpact"] / results.rows[row._replace(answer="hit")]["routpact"], row)
                for row, ns in results.rows.items()
                if row.answer == "miss" and "routpact" in ns
                and "routpact" in results.rows.get(row._replace(answer="hit"), {})], 1.05)

    adding = results.adding.get("routpact", {})
    yield Goal("adding 100,000 interfaces: under 100 ms", " ms",
               [(adding["ms"], "routpact")] if adding else [], 100)
    yield Goal("memory of an interface beyond its own: at most 2 cache lines", " lines",
               [(adding["bytes_per_interface"] / CACHE_LINE, "routpact")]
               if "bytes_per_interface" in adding else [], 2)
    yield Goal("removing beside 16 and 64 threads that call: median under 200 us", " us",
               [(of["remove_median_us"], which) for which, of in results.removing.items()], 200)
    yield Goal("the same: the 99th of 100 at most twice that of the heavy fence alone", "x",
               [(of["remove_p99_us"] / of["fence_p99_us"], which)
                for which, of in results.removing.items()], 2)
    yield Goal("a call while a removal waits: at most 2 times the call before and after", "x",
               [(of["ns_meanwhile"] / of["ns_before"], which)
                for which, of in results.waiting.items()], 2)


medians, best = Results(sys.argv[1]), Results(sys.argv[1], min)
print(f"{medians.platform}:")
for goal, at_best in zip(goals(medians), goals(best)):
    if not goal.measured:
        print(f"SKIP  {goal.what}: not measured")
        continue
    broken = goal.broken()
    print(f"{goal.verdict()}  {goal.what}: {goal.worst()} at worst, "
          + (f"in {len(broken)} of {len(goal.measured)}" if broken
             else f"of {len(goal.measured)}")
          + f" (best: {at_best.verdict()}, {at_best.worst()})")
    for value, where in broken or goal.in_order()[:1]:
        print(f"        {value:8.2f}{goal.unit}  {where}")
