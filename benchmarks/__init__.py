"""Measurements of the portal, each a module with `main()`: `python3 manage.py bench NAME`.

They print ratios against something simpler that was measured in the same run on the same machine:
only those can be compared with another machine's.
"""
