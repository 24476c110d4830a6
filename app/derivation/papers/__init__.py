"""The documents a text is and names: head, citations, relations, directives it relays."""
