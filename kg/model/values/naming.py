"""In which languages a catalogue may name languages and countries: those met most first."""

# fmt: off
NAMING = (
    "en", "nl", "fr", "de", "es", "it", "pt", "da", "sv", "nb", "fi", "is", "pl", "cs", "sk", "hu", "ro", "hr",
    "sl", "bg", "el", "tr", "ru", "uk", "et", "lv", "lt", "ca", "eu", "he", "ar", "fa", "ja", "ko", "zh",
)
# fmt: on
