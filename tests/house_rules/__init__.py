"""The rules of the house over the syntax tree and the templates, each with a sample it fires on."""
