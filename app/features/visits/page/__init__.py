"""The visits tab: the calendar one plans on, and the form in which paper is typed back."""
