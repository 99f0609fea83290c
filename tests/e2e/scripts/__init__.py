"""Scripts of the pages by themselves: in Chromium, on an empty page, without Streamlit and without a server."""
