"""Words, look, headlines, charts, registers and documents: frames and a language in, sentences, figures and files out.

Does not belong here: Streamlit, and anything that asks a release (`queries`).
"""
