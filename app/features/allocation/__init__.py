"""Who serves which area, since when, and why: wishes, familiarity, the proposal, handing over, history."""
