"""table.py [--markdown] RESULTS.json: prints the figures and their ratios, or the short table for
README.md."""

import sys

from results import ARRAY, ORDER, OURS, Results, Row

results = Results(sys.argv[-1])


def contenders_of(subject):
    found = {c for row, ns in results.rows.items() if row.subject == subject for c in ns}
    return sorted(found, key=ORDER.index)


def ratio(contender, ours, ns):
    """Returns the ratio of routpact to the array, or of another contender to routpact, as text."""
    if contender == ARRAY or (contender == ours and ARRAY not in ns) or ours not in ns:
        return ""
    return f" ({ns[ours] / ns[ARRAY] if contender == ours else ns[contender] / ns[ours]:.1f})"


def print_table(subject, remark):
    ours, contenders = OURS[subject], contenders_of(subject)
    print(f"\n{results.platform}: ns per call, and in brackets: {remark}")
    print(f"{'interfaces':>11}" + "".join(f"{c:>18}" for c in contenders))
    rows = sorted((r for r in results.rows if r.subject == subject), key=lambda r: (
        r.answer, r.writer, r.threads, r.calls, r.indexes, r.interfaces))
    group = None
    for row in rows:
        if row.group() != group:
            group = row.group()
            print(group)
        line, ns = f"{row.interfaces:>11,}", results.rows[row]
        for c in contenders:
            line += f"{f'{ns[c]:,.1f}{ratio(c, ours, ns)}' if c in ns else '':>18}"
        print(line.rstrip())


def print_adding():
    print("\nadding 100,000 interfaces to a new table; bytes per interface without the object itself")
    for contender in sorted(results.adding, key=ORDER.index):
        cost = results.adding[contender]
        used = cost.get("bytes_per_interface")
        print(f"{contender:>15}{cost['ms']:8.1f} ms" + (f"{used:8.0f} bytes" if used else ""))


def print_removing():
    print("\nremoving an interface while threads call, microseconds")
    print(f"{'':>28}{'median':>10}{'99 %':>10}{'fence 99 %':>12}")
    for which, of in results.removing.items():
        print(f"{which:>28}{of['remove_median_us']:10.1f}{of['remove_p99_us']:10.1f}"
              f"{of['fence_p99_us']:12.1f}")
    for which, of in results.waiting.items():
        print(f"a call of {which}: {of['ns_before']:.1f} ns, and {of['ns_meanwhile']:.1f} ns while "
              "a removal waits")


def print_markdown():
    columns = {
        "1 thread, 1,000 interfaces": ("hit", "all", 1, 1_000),
        "100,000": ("hit", "all", 1, 100_000),
        "2 threads, different interfaces": ("hit", "different", 2, 1_000),
        "the same": ("hit", "same", 2, 1_000),
        "refused": ("miss", "all", 1, 1_000),
    }
    print(f"| ns a call, {results.platform} | " + " | ".join(columns) + " |")
    print("|---|" + "--:|" * len(columns))
    for contender in contenders_of("lookup"):
        cells = []
        for answer, calls, threads, interfaces in columns.values():
            row = Row("lookup", answer, calls, "random", False, threads, interfaces)
            ns = results.rows[row].get(contender)
            cells.append(f"{ns:.{1 if ns < 10 else 0}f}" if ns else "")
        print(f"| {contender} | " + " | ".join(cells) + " |")


if "--markdown" in sys.argv:
    print_markdown()
else:
    if contenders_of("lookup"):
        print_table("lookup", "for routpact, the ratio to the array; for others, the ratio to routpact")
    if contenders_of("dll"):
        print_table("dll", "the ratio to the example")
    if results.adding:
        print_adding()
    if results.removing:
        print_removing()
