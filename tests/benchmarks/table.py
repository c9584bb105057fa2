"""table.py RESULTS.json: prints the figures and their ratios."""

import sys

from results import ARRAY, OURS, Results

results = Results(sys.argv[1])


def cell(ns, ratio):
    if ns is None:
        return ""
    return f"{ns:,.1f}" + (f" ({ratio:.1f})" if ratio else "")


def print_table(subject, contenders, remark):
    ours = OURS[subject]
    print(f"\n{results.platform}: ns a call, and in brackets: {remark}")
    print(f"{'interfaces':>11}" + "".join(f"{c:>18}" for c in contenders))
    group = None
    for row, ns in results.rows.items():
        if row.subject != subject:
            continue
        if row.group() != group:
            group = row.group()
            print(group)
        line = f"{row.interfaces:>11,}"
        for contender in contenders:
            value, ratio = ns.get(contender), None
            if value and contender == ours and ARRAY in ns:
                ratio = value / ns[ARRAY]
            elif value and contender not in (ours, ARRAY) and ours in ns:
                ratio = value / ns[ours]
            line += f"{cell(value, ratio):>18}"
        print(line.rstrip())


def contenders_of(subject):
    found = [c for row, ns in results.rows.items() if row.subject == subject for c in ns]
    return sorted(set(found), key=lambda c: (c != ARRAY, c != OURS[subject], found.index(c)))


results.rows = dict(sorted(results.rows.items(), key=lambda item: (
    item[0].subject != "lookup", item[0].answer, item[0].writer, item[0].threads, item[0].calls,
    item[0].indexes, item[0].interfaces)))
for subject, remark in {
    "lookup": "of routpact, times the array; of the others, times routpact",
    "dll": "times the example",
}.items():
    if contenders_of(subject):
        print_table(subject, contenders_of(subject), remark)
if results.adding:
    print("\nadding 100,000 interfaces to a new table; bytes of each beyond its own, with the allocator's")
    for contender, cost in results.adding.items():
        used = cost.get("bytes_per_interface")
        print(f"{contender:>15}{cost['ms']:8.1f} ms" + (f"{used:8.0f} bytes" if used else ""))
