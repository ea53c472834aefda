"""Planning moves: what a plan is computed from, the plans of an estate, what becomes of them."""
