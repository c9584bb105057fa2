#!/usr/bin/env python3
"""coverage.py BUILD: measures the lines and branches of the headers that the tests of BUILD run.

BUILD contains programs compiled with -fprofile-instr-generate -fcoverage-mapping, and their profiles
in profiles/. A line is covered if any instantiation in any program runs it; the same holds for each
of the two ways of a condition. Code that no program contains does not count: code for other systems,
templates without an instantiation, and constexpr functions that only the compiler runs.

uncovered.txt beside this file has an entry for each line that is not run, with a reason:
    HEADER: TEXT OF THE LINE # REASON
It is an error if more than a few uncovered lines have no entry, or if a line with an entry is run. An
entry whose reason begins with "at times" allows both, because the line depends on the timing of
threads. The tolerance is for rare timings that have no entry yet.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

LEAST_LINES, LEAST_BRANCHES = 98, 90
MOST_UNLISTED = 5
HERE = pathlib.Path(__file__).resolve().parent
HEADERS = HERE.parents[2] / "include"


def tool(name, *arguments):
    """Runs an LLVM tool and returns its output."""
    return subprocess.run([f"{name}-19", *map(str, arguments)], check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def instrumented(path):
    """Returns whether a file is a program or DLL with coverage information."""
    if not path.is_file() or path.suffix not in ("", ".so"):
        return False
    content = path.read_bytes()
    return content.startswith(b"\x7fELF") and b"__llvm_covmap" in content


def export(build):
    """Returns llvm-cov's data about the headers for each program, and the names of the functions that
    any program contains. One run per program, because a run for several programs reports only the
    first one that contains a function, even if that program never calls it."""
    profile = build / "all.profdata"
    tool("llvm-profdata", "merge", *(build / "profiles").glob("*.profraw"), "-o", profile)
    programs = [p for p in build.rglob("*") if "CMakeFiles" not in p.parts and instrumented(p)]
    held = tool("llvm-profdata", "show", "--all-functions", profile)
    return [json.loads(tool("llvm-cov", "export", program, f"-instr-profile={profile}",
                            "-skip-expansions", "-sources", HEADERS))["data"][0]
            for program in programs], {local_name(name) for name in re.findall(r"^  (\S+):$", held, re.M)}


def local_name(name):
    """Removes the source's name, which precedes the names of functions with internal linkage."""
    return re.split("[;:]", name)[-1]


def declared_constexpr(lines, row, column):
    """Returns whether the function whose body begins there is constexpr or consteval, or is a lambda
    inside such a function."""
    before = lines[row - 1][:column - 1]
    while row > 1 and not re.search(r"[;{}:]\s*$|^\s*(//.*)?$", lines[row - 2]):
        row -= 1
        before = lines[row - 1] + before
    if re.search(r"\bconst(expr|eval)\b", re.sub(r".*[;{}]", "", before)):
        return True
    if not re.search(r"\]\s*(<[^<>]*>)?\([^()]*\)[^()]*$", before):
        return False # no lambda
    depth = len(lines[row - 1]) - len(lines[row - 1].lstrip())
    for above in range(row - 1, 0, -1):
        line = lines[above - 1]
        if line.strip() and len(line) - len(line.lstrip()) < depth and line.endswith("{"):
            return declared_constexpr(lines, above, len(line))
    return False


def run_by_compiler(functions, held, sources):
    """Returns the lines of each header that only the compiler runs."""
    spans = collections.defaultdict(dict)
    for function in functions:
        row, column, last, _, _, file = function["regions"][0][:6]
        span = (function["filenames"][file], row, column, last)
        if span[0] not in sources:
            continue
        spans[span[0]][span] = spans[span[0]].get(span, False) or local_name(function["name"]) in held
    result = {}
    for header, of_header in spans.items():
        rows = result[header] = set()
        for (_, row, column, last), is_held in of_header.items():
            if not is_held and declared_constexpr(sources[header], row, column):
                rows.update(range(row, last + 1))
    return result


def counts_of_lines(segments):
    """Returns line -> the number of times it was run. A segment (row, column, count, has a count,
    begins a region, is a gap) lasts to the next one. The result is the same as llvm-cov's, except for
    lines that begin in the gap after a scope: llvm-cov uses the count of the gap, which belongs to no
    code."""
    counts = {}
    by_line = collections.defaultdict(list)
    for segment in segments:
        by_line[segment[0]].append(segment)
    last = None
    for line in range(segments[0][0], segments[-1][0] + 1):
        here = by_line[line]
        in_gap = last is not None and last[5]
        own = [s[2] for s in here if s[3] and not s[5] and (s[4] or (in_gap and s is here[0]))]
        if last is not None and last[3] and not in_gap:
            own.append(last[2])
        if own and not (here and here[0][4] and not here[0][3]): # not skipped by the preprocessor
            counts[line] = max(own)
        if here:
            last = here[-1]
    return counts


def is_run(segments, row, column):
    """Returns whether the code at this position was run."""
    before = [s for s in segments if (s[0], s[1]) <= (row, column)]
    return bool(before) and before[-1][3] and before[-1][2] > 0


def may_run(text):
    """Returns whether a line contains code that can run. A program that contains a function but never
    calls it counts every line of the function, including such separators."""
    return not re.match(r"(else|#\w+.*|private:|public:|template <.*|//.*)?$", text.strip())


def measure(build):
    """Returns the number of lines, the lines that were not run, the number of ways of branches, and the
    ways that were not taken."""
    programs, held = export(build)
    files = [file for program in programs for file in program["files"]
             if HEADERS in pathlib.Path(file["filename"]).parents]
    sources = {f["filename"]: pathlib.Path(f["filename"]).read_text().splitlines() for f in files}
    functions = (function for program in programs for function in program["functions"])
    compilers = run_by_compiler(functions, held, sources)
    lines, ways, reached = collections.Counter(), collections.Counter(), set()
    for file in files:
        name = file["filename"]
        skipped = compilers.get(name, set())
        for line, count in counts_of_lines(file["segments"]).items():
            if line not in skipped and may_run(sources[name][line - 1]):
                lines[name, line] += count
        for row, column, _, _, is_true, is_false, *_ in file["branches"]:
            if row not in skipped:
                ways[name, row, column, "true"] += is_true
                ways[name, row, column, "false"] += is_false
                if is_run(file["segments"], row, column):
                    reached.add((name, row, column))
    for place in reached: # reached without taking a way: a constant condition in every instantiation
        if not ways[(*place, "true")] and not ways[(*place, "false")]:
            del ways[(*place, "true")], ways[(*place, "false")]

    def header(name):
        return str(pathlib.Path(name).relative_to(HEADERS / "routpact"))
    not_run = [(header(name), line, sources[name][line - 1].strip())
               for (name, line), count in sorted(lines.items()) if not count]
    not_taken = [(header(name), *place) for (name, *place), count in sorted(ways.items()) if not count]
    return len(lines), not_run, len(ways), not_taken


def reasons():
    """Returns (header, text) -> the reasons, one for each entry."""
    entries = collections.defaultdict(list)
    for row in (HERE / "uncovered.txt").read_text().splitlines():
        if row and not row.startswith("#"):
            place, _, reason = row.rpartition(" # ")
            header, _, text = place.partition(": ")
            if not text or not reason:
                sys.exit(f"uncovered.txt: malformed line: {row}\nexpected: HEADER: TEXT # REASON")
            entries[header, text].append(reason)
    return entries


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    lines, not_run, ways, not_taken = measure(build)
    if "--branches" in sys.argv:
        for header, row, column, way in not_taken:
            print(f"never {way}: {header}:{row}:{column}")

    errors, unlisted = [], []
    entries = reasons()
    for header, line, text in not_run:
        known = entries.get((header, text))
        reason = known.pop() if known else None
        print(f"not run: {header}:{line}: {text}" + (f" # {reason}" if reason else ""))
        if not reason:
            unlisted.append(f"not run, but not in uncovered.txt: {header}:{line}: {text}")
    if len(unlisted) > MOST_UNLISTED:
        errors += unlisted
    for (header, text), left in entries.items():
        errors += [f"in uncovered.txt, but run: {header}: {text}"
                   for reason in left if not reason.startswith("at times")]
    share, taken = 100 - 100 * len(not_run) / lines, 100 - 100 * len(not_taken) / ways
    print(f"figure: line coverage of the headers {share:.1f} %, {len(not_run)} of {lines} not run")
    print(f"figure: branch coverage {taken:.1f} %, {len(not_taken)} of {ways} ways not taken")
    if share < LEAST_LINES:
        errors.append(f"line coverage is {share:.1f} %; at least {LEAST_LINES} % is required")
    if taken < LEAST_BRANCHES:
        errors.append(f"branch coverage is {taken:.1f} %; at least {LEAST_BRANCHES} % is required")
    sys.exit("\n".join(errors) if errors else 0)


main()
