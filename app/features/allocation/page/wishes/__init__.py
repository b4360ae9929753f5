"""The page of wishes: what is contested and who would get it, each manager's wishes, forms typed back."""
