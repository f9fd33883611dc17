"""The dashboard: toolbar, player and tabs. Only this package and app.py import Streamlit."""
