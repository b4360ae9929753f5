"""Values: what a person or a foreign workbook wrote, understood by a Field's kind or refused in words."""
