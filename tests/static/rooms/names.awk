# Lists the names in namespace routpact, of which v0 is an inline part, from what clang prints for
#   -Xclang -ast-dump -Xclang -ast-dump-filter=routpact
# one a line. Names that begin with an underscore or stand in deeper namespaces are not listed.
/^Dumping routpact:/ { inside = 1; depth = 2; next }
/^Dumping/ { inside = 0; next }
inside && (/^[|`]-[A-Za-z]+Decl / || /^[| ] [|`]-[A-Za-z]+Decl /) {
    line = $0
    top = line ~ /^[|`]/
    kind = line
    sub(/^[| `-]+/, "", kind)
    sub(/ .*/, "", kind)
    if (top)
        within = kind == "NamespaceDecl" && line ~ / inline$| inline /
    else if (!within)
        next
    if (top && within)
        next
    if (kind ~ /Specialization|UsingDirective|DeductionGuide|StaticAssert|LinkageSpec|EmptyDecl|FriendDecl/)
        next
    sub(/^[| `-]+[A-Za-z]+ /, "", line)
    gsub(/0x[0-9a-f]+/, "", line)
    sub(/<[^>]*> /, "", line)
    gsub(/<(invalid sloc|scratch space:[^>]*)>/, "", line)
    n = split(line, word, " ")
    for (i = 1; i <= n; ++i) {
        if (word[i] ~ /[:\/]/ || word[i] ~ /^(prev|parent|implicit|referenced|used|constexpr|class|struct|union|enum|inline|invalid|hidden)$/)
            continue
        if (word[i] ~ /^[a-z][a-z0-9_]*$/ && word[i] != "definition")
            print word[i]
        break
    }
}
