"""Customer representatives 客户代表: a customer's term of office for an area, and his archive."""
