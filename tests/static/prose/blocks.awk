# Cuts PAGE into its fenced code blocks: writes each to OUT/LINE.LANGUAGE, and prints
# LINE, LANGUAGE and the directive, if there is one: the HTML comment right above the block.
function fail(text) {
    printf "%s:%d: %s\n", PAGE, FNR, text | "cat >&2"
    failed = 1
    exit 1
}

file == "" && /^[ \t]*(```|~~~)/ && !/^```/ { fail("fence blocks with ``` at the start of a line") }

/^```/ && file == "" {
    language = substr($0, 4)
    if (language !~ /^(cpp|cmake|sh|text|mermaid)$/)
        fail("no test runs a block of the language \"" language "\"; there are: cpp cmake sh text mermaid")
    directive = ""
    if (above ~ /^<!-- .* -->$/)
        directive = substr(above, 6, length(above) - 9)
    if (directive != "" && !(language == "cpp" && directive ~ /^run$/) &&
        !(language == "text" && directive ~ /^output: .+$/))
        fail("no directive of a " language " block: " directive)
    file = sprintf("%s/%d.%s", OUT, FNR, language)
    printf "" > file
    printf "%d %s %s\n", FNR, language, directive
    next
}
/^```$/ { close(file); file = ""; above = ""; next }
file != "" { print > file; next }
/./ { above = $0 }

END { if (!failed && file != "") fail("a block without end") }
