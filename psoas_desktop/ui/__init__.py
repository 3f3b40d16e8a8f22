"""Windows. Everything a person sees is built from the outputs of the core."""
