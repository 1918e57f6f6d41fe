"""The catalogue: films, their names, what sources claim of their credits, and the verdict."""
