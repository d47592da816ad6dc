"""A simulated crowd at simulated carts, served by the real routing and the real promises."""
