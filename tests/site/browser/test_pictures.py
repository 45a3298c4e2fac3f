"""Pictures of the data, as a browser draws them: whatever names are in them, they can be read."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.site.charts import Bar, Tie, career, coverage, network, ranking, years

pytestmark = pytest.mark.slow

NAMES = [
    "Ann",
    "A name that does not end before it has said all that there is to be said of it",
    "W" * 60,
    "i" * 200,
    "مرحبا بالعالم (2020) " * 5,
    "שלום עולם: 3 סרטים",
    "தமிழ்த் திரைப்படம் நீளமான பெயர் ஒன்று இங்கே உள்ளது மேலும்",
    "हिन्दी फ़िल्म का बहुत लंबा नाम यहाँ है और भी आगे जारी है",
    "엄마의 아주 긴 영화 제목이 여기에 있습니다 그리고 더 많은 것",
    "🎬" * 40,
    "﷽" * 12,
    "Ünïcödé—%@ " * 8,
    "\u202eovertaken by the right",
]
KEYS = {str(number): name for number, name in enumerate(NAMES)}
PICTURES = {
    "ranking": ranking([Bar(name, number, f"{number:,}") for number, name in enumerate(NAMES)], ""),
    "coverage": coverage([Bar(name, number / 20, f"{5 * number} %") for number, name in enumerate(NAMES)], ""),
    "wider than estimated": ranking([Bar("‱" * 34, 1, "1")], ""),
    "one bar": ranking([Bar(NAMES[1], 1234567, "1.234.567")], ""),
    "one year": years({1999: 1}, ""),
    "two years": years({1999: 1, 2000: 99_999}, ""),
    "sixteen years": years(dict.fromkeys(range(2000, 2016), 7), ""),
    "150 years": years({1875 + year: 37 * year % 91 for year in range(150)}, ""),
    "a year": career({NAMES[1]: {1999: 1}}, ""),
    "years": career({name: {1990 + number: number, 2001: 1} for number, name in enumerate(NAMES)}, ""),
    "network": network([Tie(key, str(5 * int(key) % 13), 1) for key in KEYS], KEYS, (NAMES[1], NAMES[4]), ""),
}
# What is seen of each text: its box, within what clips it. Arabic and some other boxes are taller than their letters.
BOXES = """() => [...document.querySelectorAll('text')].map(text => {
  const own = text.getBoundingClientRect(), clip = text.parentElement.closest('svg svg');
  const right = clip ? Math.min(own.right, clip.getScreenCTM().e + clip.width.baseVal.value) : own.right;
  return [own.left, right, own.bottom - 13, own.bottom - 3];
})"""


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_stands_on_another(browser: Browser, name: str, tmp_path: Path) -> None:
    """Every text is in the picture, and none is written over another."""
    (tmp_path / "picture.svg").write_bytes(PICTURES[name])
    page = browser.new_page()
    page.goto((tmp_path / "picture.svg").as_uri())
    boxes = page.evaluate(BOXES)
    page.close()
    assert boxes
    for number, (left, right, top, bottom) in enumerate(boxes):
        assert 0 <= left <= right <= 360
        for other_left, other_right, other_top, other_bottom in boxes[:number]:
            assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
