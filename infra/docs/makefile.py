"""The Makefile as far as the documents depend on it: its targets, and the variables that each looks at."""

import re

from commands import ROOT

RULE = re.compile(r"^([\w./ -]+):(?!=)\s*([^#\n]*?)\s*(?:##\s*(.*))?$")
VARIABLE = re.compile(r"^(?:export )?(\w+)\s*[:?]?=\s*(.*)$")
USE = re.compile(r"\$\(?(?:origin )?(\w+)\)?|\$\(origin (\w+)\)")


class Makefile:
    """What each target needs, does and says of itself."""

    def __init__(self, text=None):
        self.needs, self.recipes, self.says, self.variables = {}, {}, {}, {}
        targets = []
        for line in (text or (ROOT / "Makefile").read_text()).splitlines():
            if line.startswith("\t"):
                for target in targets:
                    self.recipes[target] += line + "\n"
            elif rule := RULE.match(line):
                targets = self._rule(*rule.groups())
            elif variable := VARIABLE.match(line):
                self.variables[variable[1]] = variable[2]

    def _rule(self, names, needs, says):
        targets = [name for name in names.split() if name != ".PHONY"]
        for target in targets:
            self.needs.setdefault(target, []).extend(word for word in needs.split() if re.match(r"[\w.]", word) and "=" not in word)
            self.recipes.setdefault(target, "")
            self.recipes[target] += needs + "\n"  # A variable may be looked at there, too.
            if says:
                self.says[target] = says
        return targets

    def closure(self, target):
        """A target, with all that it needs."""
        found, left = [], [target]
        while left:
            if (each := left.pop()) in self.recipes and each not in found:
                found.append(each)
                left += self.needs[each]
        return found

    def looked_at(self, target):
        """The variables that a target's recipes look at; those that a script takes from the environment, if its help names them."""
        text = "".join(self.recipes[each] for each in self.closure(target))
        seen = set()
        while names := {name for use in USE.findall(text) for name in use if name} - seen:
            seen |= names
            text = "".join(self.variables.get(name, "") for name in names)
        named = set(re.findall(r"\b([A-Z]{2,})=", self.says.get(target, "")))
        return seen | {name for name in named if name in environment()}


def environment():
    """The variables that scripts take from the environment."""
    scripts = [path for folder in ("infra", "tests/load", "tests/faults/tests") for end in ("py", "rs") for path in (ROOT / folder).rglob(f"*.{end}")]
    return set(re.findall(r"(?:environ(?:\.get\(|\[)|env::var\()\"(\w+)\"", "".join(path.read_text() for path in scripts)))
