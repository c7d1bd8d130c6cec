"""Several files as one regulation: those of a folder, amendments laid over it, what is borrowed from others."""
