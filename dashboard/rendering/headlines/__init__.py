"""Headlines computed from a release: frames and a language in, sentences out. Nothing here draws or reads."""
