"""The list of mutants that the tests are not required to detect, with reasons."""


class Survivors:
    """The file has blocks of a reason and its mutants. A reason is comment lines that begin with #, or
    with #? where detection depends on timing. The mutants have the format that run.py prints."""

    def __init__(self, path):
        self.certain, self.timing = set(), set()
        with open(path, encoding="ascii") as file:
            lines = [line.rstrip() for line in file]
        reason = ""
        where = None
        for line in lines:
            if line.startswith("#"):
                reason = reason or line
                mutants = self.timing if reason.startswith("#?") else self.certain
            elif line.startswith(" ") and where:
                mutants.add(f"{where}\n{line}")
            elif line:
                where = line
                if not reason:
                    raise SystemExit(f"{path}: no reason is given for: {line}")
            else:
                reason = ""

    def judge(self, mutants, alive):
        """Returns the differences between the list and a run of the tests."""
        alive = {mutant.name() for mutant in alive}
        present = {mutant.name() for mutant in mutants}
        listed = self.certain | self.timing
        return ([f"not detected: {each}" for each in sorted(alive - listed)]
                + [f"detected, but listed: {each}" for each in sorted(self.certain & present - alive)]
                + [f"listed, but no such mutant exists: {each}" for each in sorted(listed - present)])
