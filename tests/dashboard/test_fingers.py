"""Small screens and large letters: what is touched is found by a finger, and nothing is read by pushing a page sideways."""

from tests.dashboard.browsing import Watched, browser, needs_chromium

FINGER = 44  # px
PHONE, ENLARGED = 360, 640  # px: of a phone, and of a screen of 1280 whose letters are twice as large
LOOKED_AT = ("", "changes", "questions", "partnerships")
# Of everything that can be touched and is seen, also within our own components: what it says and how high it is. A link
# within a sentence is as high as its line.
TOUCHED = """() => {
  const found = [];
  const look = root => {
    for (const one of root.querySelectorAll('a, button, summary, input, [role=button]'))
      if (one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && one.getBoundingClientRect().height > 1
          && !(getComputedStyle(one).display === 'inline' && one.parentElement.innerText.length > 2 * one.innerText.length))
        found.push([one.innerText || one.ariaLabel || one.tagName, one.getBoundingClientRect().height]);
    for (const one of root.querySelectorAll('*')) if (one.shadowRoot) look(one.shadowRoot);
  };
  look(document);
  return found;
}"""
SIDEWAYS = "() => { const page = document.querySelector('.stMain'); return page.scrollWidth - page.clientWidth; }"

pytestmark = needs_chromium


def test_a_finger_finds_what_it_touches_and_twice_as_large_letters_lead_nowhere_sideways(address: str) -> None:
    with browser() as opened:
        phone, enlarged = Watched(opened, width=PHONE), Watched(opened, width=ENLARGED)
        for page in LOOKED_AT:
            phone.open(f"{address}/{page}?lang=en")
            touched = phone.page.evaluate(TOUCHED)
            assert len(touched) > 8, page
            assert not [one for one in touched if round(one[1]) < FINGER], page
            enlarged.open(f"{address}/{page}?lang=fr")
            assert enlarged.page.evaluate(SIDEWAYS) <= 0, page
