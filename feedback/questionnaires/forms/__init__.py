"""Forms of this app: what people fill in (`asking`), and what the editor sends."""
