"""Tell the encoding of a file: from its marks, and from the letters of languages."""
