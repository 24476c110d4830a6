"""The walk over a text: what headings, intros, lines and cells add to its orders, and the drafts made of them."""
