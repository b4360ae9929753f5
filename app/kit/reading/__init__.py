"""Foreign workbooks, read in a cage: ``cage.read_book`` gives a ``book.Book`` or says why not."""
