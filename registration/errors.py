"""What can go wrong, as the rest of the program names it.

A door turns ``Refused`` into 409, ``Forbidden`` into 403, a foreign or missing row into 404.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """Why something may not be done now, in words an officer can act on.

    ``rule`` is a stable code for tests and logs. The texts are Thai and may be empty,
    except ``sentence``, which always says what is refused and what to do.
    """

    rule: str
    sentence: str
    window_text: str = ""
    order_text: str = ""
    opens_again_text: str = ""

    def __str__(self):
        parts = (self.sentence, self.window_text, self.order_text, self.opens_again_text)
        return " ".join(str(part) for part in parts if part)


class Refused(Exception):
    """The rules say no: wrong state or window (409)."""

    def __init__(self, refusal: Refusal):
        super().__init__(str(refusal))
        self.refusal = refusal


class Forbidden(Exception):
    """The role may never do this (403)."""


class Incomplete(Exception):
    """A registration lacks something; ``problems`` lists every one at once.

    Each problem is ``(place, sentence)``: where it is and what to do about it.
    """

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("; ".join(f"{place}: {sentence}" for place, sentence in self.problems))


class Unanswered(Incomplete):
    """Something seems odd and nobody has given a reason yet: ``cautions`` say what.

    Whoever gives a reason for each may go on.
    """

    def __init__(self, cautions):
        self.cautions = list(cautions)
        super().__init__((each.place, each.sentence) for each in self.cautions)


class InvalidValue(ValueError):
    """A value that cannot be read; the text names the remedy in Thai."""


class Unreadable(InvalidValue):
    """A whole file that is not read. ``rule`` is a stable code for tests and logs; the text is one
    Thai sentence with the remedy.
    """

    def __init__(self, rule: str, sentence: str):
        super().__init__(sentence)
        self.rule = rule


class TrainingOnly(Exception):
    """Moving the clock was asked for outside demo and training mode."""
