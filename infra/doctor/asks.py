"""What a check is, and what it says. A check asks one thing, and gives a `Wrong` for each thing that has to be mended; one
that gives nothing has found all as it should be.
"""

from dataclasses import dataclass

CHECKS = []


@dataclass(frozen=True)
class Wrong:
    """What is wrong, and what to do about it."""

    what: str
    mend: str


@dataclass(frozen=True)
class NotAsked:
    """What could not be asked on this stage: it is not said to be well."""

    what: str
    why: str


@dataclass(frozen=True)
class Check:
    """A question. `about` is what holds when nothing is wrong; `not_locally` is why the local cloud cannot answer."""

    about: str
    not_locally: str
    ask: object

    def __call__(self, stage):
        """What is found, one after another, whatever the stage."""
        yield from self.ask(stage) or ()


def check(about, not_locally=""):
    """Makes a function a check, and puts it among those that the doctor asks."""

    def register(ask):
        made = Check(about, not_locally, ask)
        CHECKS.append(made)
        return made

    return register
