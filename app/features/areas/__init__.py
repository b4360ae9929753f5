"""Transformer areas 台区 (or communities, villages, retail lines, branches): what is served, where, how much."""
