"""The fish from day to day: growth, deaths, stress and weighing."""
