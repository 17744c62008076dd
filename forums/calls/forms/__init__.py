"""The shape of what people type. The rules are in the acts."""
