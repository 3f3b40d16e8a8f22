"""Fields of the inspector: built from the schema's parts, bound to places in a draft."""
