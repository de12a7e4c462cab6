"""How checks are declared, run and recorded.

The words of this package, each for one thing:

- A *check* is one thing that must hold in the books. It has a severity: error or warning.
- A *case* is the books that are checked, with the run that made them, if one did.
- An *outcome* is what a check found in a case: how often it is violated, the first examples in
  words and the figures it compared; or why the case could not be asked.
- A *completed check* is a check with its outcome in one case. Its *state* is one word: ok, error,
  warning or not asked.
- A *figure* is a measured number beside the published one. Its *agreement* is what a test says of
  the two: agrees, disagrees or undecided.
- A *table* is numpy columns by name, the result of a query; a row of the database is a *row*.
"""
