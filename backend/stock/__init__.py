"""What is left of each ingredient at each station, and what was turned away for want of it."""
