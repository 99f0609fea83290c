window.__streamlit = { BACKEND_BASE_URL: new URL(".", document.location.href).href }
