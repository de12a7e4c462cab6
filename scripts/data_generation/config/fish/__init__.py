"""The fish: stages, growth, deaths and harvest."""
