"""The charts of the dashboard: each a function from a DataFrame to a ``Drawing``, without Streamlit."""
