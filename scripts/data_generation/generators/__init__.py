"""One generator a domain: the simulation's columns become rows of AquaMind's books."""
