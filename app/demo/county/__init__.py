"""What only the generated county has: places, areas, who serves them, requests and monthly figures."""
