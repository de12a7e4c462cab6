"""The explorer's pages: each asks for figures and puts them into its template."""
