"""Direct participation of citizens: referenda, local initiatives, general assemblies."""
