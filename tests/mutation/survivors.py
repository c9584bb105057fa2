"""The list of mutants that the tests need not notice, and why."""


class Survivors:
    """In blocks: a reason, as comment lines that begin with #, or with #? where it is a matter of
    chance whether a test notices; and the mutants it is given for, as run.py prints them."""

    def __init__(self, path):
        self.certain, self.chance = set(), set()
        with open(path, encoding="ascii") as file:
            lines = [line.rstrip() for line in file]
        reason = ""
        where = None
        for line in lines:
            if line.startswith("#"):
                reason = reason or line
                mutants = self.chance if reason.startswith("#?") else self.certain
            elif line.startswith(" ") and where:
                mutants.add(f"{where}\n{line}")
            elif line:
                where = line
                if not reason:
                    raise SystemExit(f"{path}: no reason is given for: {line}")
            else:
                reason = ""

    def judge(self, mutants, alive):
        """What is wrong with the list, or the tests."""
        alive = {mutant.name() for mutant in alive}
        present = {mutant.name() for mutant in mutants}
        listed = self.certain | self.chance
        return ([f"not noticed: {each}" for each in sorted(alive - listed)]
                + [f"noticed, but listed: {each}" for each in sorted(self.certain & present - alive)]
                + [f"listed, but there is none: {each}" for each in sorted(listed - present)])
