"""What all pages have around them: rules for Streamlit's own elements, and the menu of a phone."""
