# links.awk PAGE ... PAGE ...: each page twice, relative to the directory that this runs in. Prints
# each link of a page that leads nowhere: to no file, to no heading of a page that is among these, or
# to a [reference] that the page does not define.
function resolve(page, path,   parts, count, i, kept, joined) {
    if (sub(/^\//, "", path) == 0 && match(page, /.*\//))
        path = substr(page, 1, RLENGTH) path
    count = split(path, parts, "/")
    kept = 0
    for (i = 1; i <= count; i++) {
        if (parts[i] == "" || parts[i] == ".") continue
        if (parts[i] != "..") parts[++kept] = parts[i]
        else if (--kept < 0) return ""
    }
    joined = "."
    for (i = 1; i <= kept; i++) joined = (i == 1 ? "" : joined "/") parts[i]
    return joined
}
function anchor_of(heading,   seen) {
    gsub(/\]\([^)]*\)/, "", heading)
    heading = tolower(heading)
    gsub(/[^a-z0-9 _-]/, "", heading)
    gsub(/ /, "-", heading)
    seen = headings[FILENAME, heading]++
    return seen ? heading "-" seen : heading
}
function wrong(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text
    found++
}
function check(link,   path, anchor) {
    if (link ~ /^(https?:|mailto:)/) return
    path = anchor = link
    sub(/#.*/, "", path)
    if (sub(/^[^#]*#/, "", anchor) == 0) anchor = ""
    path = path == "" ? FILENAME : resolve(FILENAME, path)
    if (path == "" || system("test -e '" path "'") != 0)
        wrong("the link leads to no file: " link)
    else if (anchor != "" && !((path, anchor) in anchors))
        wrong("the link leads to no heading: " link)
}

FNR == 1 {
    again = FILENAME in visited
    visited[FILENAME] = 1
    fenced = 0
}
/^```/ { fenced = !fenced }
fenced || /^```/ { next }
/^\[[^]]+\]: / {
    name = tolower(substr($0, 2, index($0, "]:") - 2))
    if (again)
        check(substr($0, index($0, "]:") + 3))
    defined[FILENAME, name] = 1
    next
}
!again {
    if (/^#+ /) {
        sub(/^#+ /, "")
        anchors[FILENAME, anchor_of($0)] = 1
    }
    next
}
{
    gsub(/`[^`]*`/, "code") # what looks like a link in code is none
    text = $0
    while (match($0, /\]\([^) ]+\)|(href|src)="[^"]+"/)) {
        link = substr($0, RSTART, RLENGTH)
        $0 = substr($0, RSTART + RLENGTH)
        gsub(/^\]\(|\)$|^(href|src)="|"$/, "", link)
        check(link)
    }
    while (match(text, /\]\[[^]]+\]/)) {
        name = tolower(substr(text, RSTART + 2, RLENGTH - 3))
        text = substr(text, RSTART + RLENGTH)
        if (!((FILENAME, name) in defined))
            wrong("the link leads to no definition: [" name "]")
    }
}
END { exit found > 0 }
