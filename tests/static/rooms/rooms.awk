# Checks the includes of the headers against the map of the rooms, rooms.txt:
#
#   awk -v ROOT=DIRECTORY -f rooms.awk rooms.txt HEADER ... OUTSIDE FILE ...
#
# HEADERs are below ROOT/include/routpact. An include goes down, or stays in its room; into another
# room it goes through a door; and no header includes itself by way of others. A FILE behind the
# word OUTSIDE includes public headers only. Prints each include that breaks this, and exits with 1.

function complain(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text
    bad = 1
}

function below(path, prefix) {
    return prefix ~ /\/$/ ? index(path, prefix) == 1 : path == prefix
}

# The line of the map that `path` belongs to
function room_of(path,    i) {
    for (i = 1; i <= rooms; ++i)
        if (below(path, part[i]))
            return i
    return 0
}

function is_door(path,    i) {
    if (path !~ /^detail\//)
        return 1
    for (i = 1; i <= doors; ++i)
        if (below(path, door[i]))
            return 1
    return 0
}

# Whether `header` includes itself by way of what it includes: depth-first search
function goes_round(header, trail,    list, n, i) {
    state[header] = "open"
    n = split(includes[header], list, " ")
    for (i = 1; i <= n; ++i) {
        if (state[list[i]] == "open") {
            printf "%s: goes round:%s > %s > %s\n", place[header, list[i]], trail, header, list[i]
            bad = 1
        } else if (state[list[i]] == "") {
            goes_round(list[i], trail " > " header)
        }
    }
    state[header] = "done"
}

FILENAME == ARGV[1] {
    if ($1 == "DOOR")
        for (i = 2; i <= NF && $i != "#"; ++i)
            door[++doors] = $i
    else if ($1 ~ /^[0-9]+$/)
        for (i = 3; i <= NF; ++i) {
            floor[++rooms] = $1
            name[rooms] = $2
            part[rooms] = $i
        }
    next
}

FNR == 1 {
    self = FILENAME
    outside = index(self, ROOT "/include/routpact/") != 1
    sub(".*/include/routpact/", "", self)
    here = outside ? 0 : room_of(self)
    if (!outside && !here)
        complain("stands in no room: add it to the map")
}

match($0, /^[ \t]*#[ \t]*include[ \t]*[<"]routpact\/[^>"]*/) {
    path = substr($0, RSTART, RLENGTH)
    sub(/.*[<"]routpact\//, "", path)
    if (outside) {
        if (path ~ /^detail\//)
            complain("includes <routpact/" path ">, which is the library's own: include the public header")
        next
    }
    includes[self] = includes[self] " " path
    place[self, path] = FILENAME ":" FNR
    there = room_of(path)
    if (!there)
        complain("includes <routpact/" path ">, which stands in no room")
    else if (here && floor[there] + 0 > floor[here] + 0)
        complain("goes up, from " name[here] " on floor " floor[here] " to " name[there] \
                 " on floor " floor[there])
    else if (here && floor[there] == floor[here] && name[there] != name[here])
        complain("goes from " name[here] " into " name[there] ", on the same floor")
    else if (here && name[there] != name[here] && !is_door(path))
        complain("enters " name[there] " by <routpact/" path ">, which is no door")
}

END {
    for (header in includes)
        if (state[header] == "")
            goes_round(header, "")
    exit bad
}
