"""The generation's pages."""
