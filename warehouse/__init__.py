"""The warehouse keeps: every table declared once, one writer, immutable releases. It never reads inputs, never decides."""
