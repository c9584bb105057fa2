"""Finds the places of a header that can be mutated, and their mutations, in its libclang AST."""

import re
from typing import NamedTuple

from clang.cindex import CursorKind as Kind
from clang.cindex import Index, StorageClass, TypeKind

OPERATORS = {
    "==": ["!="], "!=": ["=="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="],
    ">=": [">", "<"], "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"],
    "%": ["*"], "<<": [">>"], ">>": ["<<"], "&": ["|"], "|": ["&"], "^": ["&"], "+=": ["-="],
    "-=": ["+="], "&=": ["|="], "|=": ["&="], "++": ["--"], "--": ["++"],
}
COMPARISONS = {"==", "!=", "<", "<=", ">", ">="}
# Not mutated: static checks, and lists of names.
IGNORED = {Kind.STATIC_ASSERT, Kind.ENUM_DECL, Kind.FRIEND_DECL, Kind.TEMPLATE_TYPE_PARAMETER,
           Kind.TEMPLATE_NON_TYPE_PARAMETER}
DECIDING = {Kind.CONCEPT_DECL, Kind.TYPE_ALIAS_DECL, Kind.TYPE_ALIAS_TEMPLATE_DECL}
CLASSES = {Kind.STRUCT_DECL, Kind.CLASS_DECL, Kind.CLASS_TEMPLATE, Kind.UNION_DECL,
           Kind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION}
FUNCTIONS = {Kind.FUNCTION_DECL, Kind.FUNCTION_TEMPLATE, Kind.CXX_METHOD, Kind.CONSTRUCTOR,
             Kind.DESTRUCTOR, Kind.CONVERSION_FUNCTION}
INTEGERS = {TypeKind.USHORT, TypeKind.UINT, TypeKind.ULONG, TypeKind.ULONGLONG, TypeKind.SHORT,
            TypeKind.INT, TypeKind.LONG, TypeKind.LONGLONG}


class Place(NamedTuple):
    """Text to be replaced by one of `mutations`. `kind`: expression; condition, where a mutation
    of None negates; statement, which is removed; guard, an object that locks something; constant,
    an expression that is evaluated at compile time. `function`: where that is."""

    start: int
    end: int
    kind: str
    function: str
    mutations: list


def text_of(source, cursor):
    return source[cursor.extent.start.offset:cursor.extent.end.offset]


class Finder:
    """Collects `places` of one header."""

    def __init__(self, path, arguments):
        with open(path, encoding="ascii") as file:
            self.source = file.read()
        self.path, self.places, self.function, self.constant = path, {}, "", False
        unit = Index.create().parse(path, arguments)
        wrong = [d for d in unit.diagnostics if d.severity >= 3]
        if wrong:
            raise SystemExit(f"{path}: {wrong[0]}")
        for child in unit.cursor.get_children():
            if child.location.file and child.location.file.name == path:
                self.visit(child, None)

    def add(self, start, end, kind, mutation):
        if self.constant:
            kind = "constant"
            if mutation is None:
                mutation = f"!({self.source[start:end]})"
        place = self.places.setdefault((start, end, kind, self.function), [])
        if mutation not in place:
            place.append(mutation)

    def found(self):
        return [Place(*key, mutations) for key, mutations in self.places.items()]

    def visit_constants(self, cursors):
        """Visits expressions that are evaluated at compile time."""
        before, self.constant = self.constant, True
        for cursor in cursors:
            self.visit(cursor, None)
        self.constant = before

    def visit(self, cursor, function):
        kind = cursor.kind
        if kind in IGNORED or kind.is_attribute():
            return
        children = list(cursor.get_children())
        if kind in DECIDING:
            self.function = cursor.spelling
            return self.visit_constants(children)
        if kind in CLASSES:
            self.function = cursor.spelling
            self.visit_constants(c for c in children if not c.kind.is_declaration())
            children = [c for c in children if c.kind.is_declaration()]
        elif kind in FUNCTIONS:
            function, self.function = cursor, re.sub("<.*", "", cursor.spelling)
            body = [c for c in children if c.kind == Kind.COMPOUND_STMT]
            if not body or cursor.is_default_method():
                return
            first = body[-1].extent.start.offset
            if kind == Kind.CONSTRUCTOR:  # also visits the member initialisers
                head = [c for c in children if c.kind not in (Kind.PARM_DECL, Kind.TYPE_REF)]
            else:
                head = []
            children = [c for c in head if c.extent.start.offset < first] + body[-1:]
        elif kind in (Kind.VAR_DECL, Kind.FIELD_DECL):
            if re.search(r"\bconstexpr bool\b", self.declaration(cursor)):
                self.function = cursor.spelling
                return self.visit_constants(children)
            if (cursor.storage_class == StorageClass.STATIC
                    or re.search(r"\b(constexpr|constinit)\b", self.declaration(cursor))):
                return  # constants: the expressions that use them are mutated
            if kind == Kind.FIELD_DECL:
                self.function = cursor.spelling
            if cursor.type.kind in (TypeKind.CONSTANTARRAY, TypeKind.DEPENDENTSIZEDARRAY):
                children = [c for c in children if c.kind == Kind.INIT_LIST_EXPR]
        elif kind == Kind.LAMBDA_EXPR:
            function = None
            children = [c for c in children if c.kind == Kind.COMPOUND_STMT]
        elif kind == Kind.CASE_STMT:
            children = children[1:]
        elif kind in (Kind.IF_STMT, Kind.WHILE_STMT, Kind.FOR_STMT, Kind.CXX_FOR_RANGE_STMT):
            children = self.visit_branch(cursor, children)
        elif kind == Kind.COMPOUND_STMT:
            for child in children:
                self.visit_statement(child)
        elif kind == Kind.DECL_STMT:
            self.visit_declaration(cursor, children)
        elif kind == Kind.RETURN_STMT and function and children:
            self.visit_return(children[0], function)
        else:
            self.visit_expression(cursor, children)
        for child in children:
            self.visit(child, function)

    def declaration(self, cursor):
        """Returns the text of a declaration up to its name."""
        return self.source[cursor.extent.start.offset:cursor.location.offset]

    def visit_branch(self, cursor, children):
        """Negates the condition, and removes a substatement without braces. Returns the cursors to
        visit next."""
        start, end = cursor.extent.start.offset, cursor.extent.end.offset
        opening = self.source.index("(", start)
        depth, at, parts = 0, opening, [opening + 1]
        while True:
            character = self.source[at]
            depth += character in "([{"
            depth -= character in ")]}"
            if depth == 0:
                break
            if character == ";" and depth == 1:
                parts.append(at + 1)
            at += 1
        head = [c for c in children if c.extent.end.offset <= at]
        body = [c for c in children if c.extent.start.offset > at]
        for each in body:
            self.visit_statement(each)
        if "constexpr" in self.source[start:opening]:
            self.visit_constants(head)
            return body
        if cursor.kind != Kind.CXX_FOR_RANGE_STMT:
            which = 1 if cursor.kind == Kind.FOR_STMT else len(parts) - 1
            inside = [c for c in head if c.extent.start.offset >= parts[which]
                      and (which + 1 == len(parts) or c.extent.end.offset < parts[which + 1])]
            if len(inside) == 1 and inside[0].kind.is_expression():
                self.negate(inside[0])
        assert end >= at
        return head + body

    def negate(self, cursor):
        text = text_of(self.source, cursor)
        children = list(cursor.get_children())
        operator = self.operator(children) if cursor.kind == Kind.BINARY_OPERATOR else ""
        if operator not in COMPARISONS and not text.startswith("!") and text not in ("true",
                                                                                   "false"):
            self.add(cursor.extent.start.offset, cursor.extent.end.offset, "condition", None)

    def visit_statement(self, cursor):
        kind = cursor.kind
        if (kind.is_expression() and kind != Kind.CXX_THROW_EXPR
                or kind in (Kind.BREAK_STMT, Kind.CONTINUE_STMT)):
            end = self.source.index(";", cursor.extent.end.offset) + 1
            self.add(cursor.extent.start.offset, end, "statement", "")

    def visit_declaration(self, cursor, children):
        text = text_of(self.source, cursor)
        guard = re.fullmatch(r"const (monitor_lock) (\w+)\{(.*)\};", text)
        if guard:
            self.add(cursor.extent.start.offset, cursor.extent.end.offset, "guard", "")

    def visit_return(self, value, function):
        result = function.result_type.get_canonical().kind
        place = value.extent.start.offset, value.extent.end.offset
        text = text_of(self.source, value)
        if result == TypeKind.BOOL:
            self.negate(value)
        elif result == TypeKind.POINTER and text != "nullptr" and not text.startswith('"'):
            self.add(*place, "expression", "nullptr")
        elif result in INTEGERS and not text.isidentifier() and not text[:1].isdigit():
            self.add(*place, "expression", f"({text}) + 1")

    def operator(self, operands):
        first, second = operands
        between = self.source[first.extent.end.offset:second.extent.start.offset]
        return re.sub(r"//.*|\(|\)|\s", "", between)

    def visit_expression(self, cursor, children):
        place = cursor.extent.start.offset, cursor.extent.end.offset
        text, kind = text_of(self.source, cursor), cursor.kind
        if kind in (Kind.BINARY_OPERATOR, Kind.COMPOUND_ASSIGNMENT_OPERATOR) and len(children) == 2:
            operator = self.operator(children)
            first, second = (text_of(self.source, c) for c in children)
            for other in OPERATORS.get(operator, []):
                self.add(*place, "expression", f"{first} {other} {second}")
            if self.constant and operator in ("&&", "||"):
                self.add(*place, "expression", first)
                self.add(*place, "expression", second)
        elif kind == Kind.UNARY_OPERATOR:
            if text.startswith("!"):
                self.add(*place, "condition", None)
            elif text[:2] in ("++", "--"):
                self.add(*place, "expression", OPERATORS[text[:2]][0] + text[2:])
            elif text[-2:] in ("++", "--"):
                self.add(*place, "expression", text[:-2] + OPERATORS[text[-2:]][0])
            elif text[0] in "~-":
                self.add(*place, "expression", text[1:])
        elif kind == Kind.CONDITIONAL_OPERATOR:
            self.negate(children[0])
        elif kind == Kind.CXX_BOOL_LITERAL_EXPR:
            self.add(*place, "expression", "false" if text == "true" else "true")
        elif kind == Kind.INTEGER_LITERAL:
            self.visit_number(place, text)
        elif kind == Kind.STRING_LITERAL:
            self.add(*place, "expression", '""')
        elif kind == Kind.DECL_REF_EXPR and cursor.referenced:
            self.visit_name(place, text, cursor.referenced)

    def visit_number(self, place, text):
        digits = re.fullmatch(r"(0|1)(u?)", text)
        if digits:
            self.add(*place, "expression", str(1 - int(digits[1])) + digits[2])
        else:
            self.add(*place, "expression", f"{text} + 1")

    def visit_name(self, place, text, meant):
        if meant.kind == Kind.ENUM_CONSTANT_DECL and "memory_order" not in text:
            names = [c.spelling for c in meant.semantic_parent.get_children()
                     if c.kind == Kind.ENUM_CONSTANT_DECL]
            other = names[(names.index(meant.spelling) + 1) % len(names)]
            self.add(*place, "expression", re.sub(r"\w+$", other, text))
        elif (meant.kind == Kind.VAR_DECL and meant.type.get_canonical().kind in INTEGERS
              and "constexpr" in " ".join(t.spelling for t in meant.get_tokens())):
            self.add(*place, "expression", f"{text} + 1")
