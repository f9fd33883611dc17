"""The page's parts: the player in its frame, and a file for each tab. Streamlit lives here."""
