"""The real AquaMind on generated books; by hand, since it needs a checkout of AquaMind."""
