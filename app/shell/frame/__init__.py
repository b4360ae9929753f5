"""The frame around the pages: tabs, sections, notices, doors, and the guests that stand in the middle for a while."""
