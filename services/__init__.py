"""What the product does; knows neither Streamlit nor FastAPI."""
