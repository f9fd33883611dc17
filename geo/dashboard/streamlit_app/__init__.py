"""The script that Streamlit runs, and its settings.

They have their own folder because Streamlit puts the script's folder first on `sys.path`.
"""
