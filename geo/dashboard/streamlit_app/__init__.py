"""The script that Streamlit runs, with its settings beside it.

They have a folder of their own because Streamlit puts the script's folder first on `sys.path`.
"""
