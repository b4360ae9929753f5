"""How complete the archives of the representatives are (B5)."""
