"""Commands for people who work on Brewline; `make help` lists them."""
