"""Dataclasses whose fields are columns of one length: some of their rows are another one."""

from typing import Self

from scripts.data_generation.array_types import Booleans, Integers


class Rows:
    """For dataclasses that hold nothing but such columns."""

    def at(self, which: Booleans | Integers) -> Self:
        """These rows alone."""
        return type(self)(**{name: column[which] for name, column in vars(self).items()})
