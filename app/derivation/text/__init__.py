"""The text in one form, its outline and pieces, and the words of the trade."""
