"""Promises told: which hold and how that is known, and the case that breaks one."""
