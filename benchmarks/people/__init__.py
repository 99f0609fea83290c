"""Many people on one process of the app: websockets that speak Streamlit's protocol, with times to think."""
