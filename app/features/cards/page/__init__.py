"""The page of business cards: who needs them, the sheet as it will be printed, and what to settle before."""
