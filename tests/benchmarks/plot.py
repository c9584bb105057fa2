"""plot.py RESULTS.json PLOT.svg: draws ns by interfaces and by threads, with gnuplot."""

import math
import subprocess
import sys

from results import SIZES, Results

results = Results(sys.argv[1])

# Okabe and Ito's colours, which colour-blind readers can distinguish, and gnuplot's point types
STYLES = {
    "routpact": ("#D55E00", 7),
    "array": ("#000000", 5),
    "urcu": ("#E69F00", 9),
    "boost": ("#CC79A7", 11),
    "tbb": ("#009E73", 13),
    "SRWLOCK": ("#56B4E9", 6),
    "shared_mutex": ("#0072B2", 4),
}
NAMES = {
    "array": "plain array",
    "urcu": "urcu lfht",
    "boost": "boost flat_map",
    "tbb": "tbb hash_map",
    "SRWLOCK": "SRWLOCK",
    "shared_mutex": "shared_mutex",
}


def curves(of_row, along):
    """Returns contender -> points (along(row), ns) of the rows that `of_row` selects."""
    found = {}
    for row, ns in results.rows.items():
        if row.subject == "lookup" and row.answer == "hit" and not row.writer and of_row(row):
            for contender, value in ns.items():
                found.setdefault(contender, []).append((along(row), value))
    return {c: sorted(found[c]) for c in STYLES if c in found}


PANELS = [
    ("1 thread calls all interfaces", "interfaces",
     curves(lambda r: r.calls == "all" and r.indexes == "random", lambda r: r.interfaces)),
    ("1,000 interfaces, each thread calls others", "threads",
     curves(lambda r: r.calls == "different" and r.indexes == "random" and r.interfaces == 1_000,
            lambda r: r.threads)),
    ("1,000 interfaces, all threads call one", "threads",
     curves(lambda r: r.calls == "same" and r.indexes == "random" and r.interfaces == 1_000,
            lambda r: r.threads)),
]
highest = max(v for _, _, drawn in PANELS for points in drawn.values() for _, v in points)
DECADES = math.ceil(math.log10(highest * 1.2))
GAP = DECADES * 0.062  # between labels, in decades


def spread(ends):
    """Moves overlapping labels apart, by as little as possible."""
    placed = sorted((math.log10(v), name) for name, v in ends.items())
    heights = [height for height, _ in placed]
    for _ in range(200):
        for i in range(len(heights) - 1):
            overlap = GAP - (heights[i + 1] - heights[i])
            if overlap > 0:
                heights[i] -= overlap / 2
                heights[i + 1] += overlap / 2
        if heights:
            lift = max(0, math.log10(1.15) - heights[0])
            heights[0] += lift
    return {name: 10 ** height for height, (_, name) in zip(heights, placed)}


def panel(number, title, along, drawn):
    sizes = along == "interfaces"
    ticks = ", ".join(f'"{n:,}" {n}' for n in (SIZES if sizes else [1, 2, 4]))
    last = SIZES[-1] if sizes else 4
    lines = [f'set title "{title}"', f'set xlabel "{along}"', f"set xtics ({ticks})",
             f"set xrange [{SIZES[0] / 2 if sizes else 0.85}:{last * (1.8 if sizes else 1.13)}]",
             f"set lmargin at screen {0.062 + 0.318 * number}",
             f"set rmargin at screen {0.242 + 0.318 * number}",
             'set format y "%g"' if number == 0 else 'set format y ""', "unset label"]
    if number == 0:
        lines.append('set label "ns a call" at graph 0, 1.07 right')
    curves_, data = [], []
    for name, height in spread({c: points[-1][1] for c, points in drawn.items()}).items():
        colour, point = STYLES[name]
        bold = name == "routpact"
        shown = f"{{/:Bold {name}}}" if bold else NAMES[name]
        shown = shown.replace("_", "\\\\_")
        value = drawn[name][-1][1]
        lines.append(f'set label "{shown}  {value:,.{1 if value < 10 else 0}f}" at first {last}, first {height} '
                     f'left offset 1.1,0 textcolor rgb "{colour}"')
        curves_.append(f'"-" with linespoints linecolor rgb "{colour}" linewidth {3 if bold else 1.6} '
                       f"pointtype {point} pointsize {0.7 if bold else 0.55} notitle")
        data += [f"{x} {y}" for x, y in drawn[name]] + ["e"]
    return lines + ["plot " + ", ".join(curves_)] + data


script = ['set terminal svg size 1120,420 font "Helvetica,13" background rgb "white" enhanced',
          f'set output "{sys.argv[2]}"', "set multiplot", "set logscale xy", "set border 3",
          "set tics nomirror", 'set grid ytics linecolor rgb "#dddddd" linewidth 1 linetype 1',
          f"set yrange [1:{10 ** DECADES}]", "set bmargin at screen 0.16", "set tmargin at screen 0.86"]
for number, (title, along, drawn) in enumerate(PANELS):
    script += panel(number, title, along, drawn)
subprocess.run(["gnuplot"], input="\n".join(script + ["unset multiplot", ""]), text=True, check=True)
