"""The sources of the built-in form templates; ../build_packs.py writes them as JSON."""
