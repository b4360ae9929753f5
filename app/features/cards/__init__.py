"""Business cards 名片: one office-wide layout, sheets of cards, the register of who was given one."""
