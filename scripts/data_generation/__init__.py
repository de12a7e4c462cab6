"""The generator: simulates a salmon company and writes its history into AquaMind's books."""
