"""What is typed in a workspace; what may be done is said by the acts."""
