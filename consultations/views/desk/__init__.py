"""The clerk's desk: what is due, the draft, the gate, opinions, answers, the closing report."""
