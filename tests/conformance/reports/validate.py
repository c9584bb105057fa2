"""validate.py SCHEMA FILE: validates a JSON file of routpact-check. Then changes it, and checks that
the schema notices each change."""

import copy
import json
import sys

import jsonschema

schema, document = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
validator.validate(document)


def objects(value):
    """Yields each object in a JSON value."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from objects(each)


# Without any member of any kind of object, with another member, or with a value of another type, the
# document is wrong.
unnoticed = set()
kinds = {tuple(each): n for n, each in reversed(list(enumerate(objects(document))))}
for members, n in kinds.items():
    for member in (*members, None):
        for change in ("removed", "added", "of another type"):
            changed = copy.deepcopy(document)
            target = list(objects(changed))[n]
            if change == "added":
                target["another"] = 1
            elif member is None:
                continue
            elif change == "removed":
                del target[member]
            else:
                target[member] = {"another": "type"}
            if validator.is_valid(changed):
                unnoticed.add(f"{member} {change}")
if unnoticed:
    sys.exit("the schema does not notice: " + ", ".join(sorted(unnoticed)))
