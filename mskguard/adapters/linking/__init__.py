"""How references between resources become edges of the graph."""
