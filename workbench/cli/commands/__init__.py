"""One module a command. Each has `COMMAND`; `workbench/cli/registry.py` lists them."""
