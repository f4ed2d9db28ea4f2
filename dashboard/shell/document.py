"""The document around a page: what Streamlit leaves unsaid there, or says in English only.

Its language, the way past the navigation for those who come by keyboard, the section a reader is in, and the names of
Streamlit's own buttons. Does not belong here: what stands on a page.
"""

from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.rendering.sitemap import SECTIONS, section
from dashboard.rendering.words import Words

KEY = "document"
# Streamlit's own elements, each with the text that names it.
NAMED = {
    '[data-testid="stTopNav"], [data-testid="stSidebarNav"], [data-testid="stSidebar"]': "nav.pages",
    '[data-testid="stLogoLink"]': "nav.home",
    '[data-testid="stExpandSidebarButton"]': "nav.menu",
    '[data-testid="stSidebarCollapseButton"] button': "nav.close",
    ".rc-overflow-item-rest button": "nav.more",
    '[data-testid="stFileChipDeleteBtn"] button': "upload.remove",
    '[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-borderlessIcon"]': "upload.another",
    '.react-aria-ComboBox button, [data-testid="stSelectbox"] button': "nav.open",
}
SCRIPT = """
const OPENED = 350; // ms that the menu takes to open
export default function ({ data }) {
  const root = document.documentElement;
  root.lang = data.lang;
  let way = document.getElementById("past-navigation");
  if (!way) {
    way = document.createElement("a");
    way.id = "past-navigation";
    way.href = "#";
    document.body.prepend(way);
  }
  way.innerHTML = data.html;
  way.onclick = (event) => {
    event.preventDefault();
    const title = document.querySelector(".stMain h1");
    if (!title) return;
    title.tabIndex = -1;
    title.focus();
  };
  const put = (element, name, value) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const name = () => {
    for (const [selector, text] of Object.entries(data.names))
      for (const element of document.querySelectorAll(selector)) put(element, "aria-label", text);
    for (const [place, item] of document.querySelectorAll(".rc-overflow > .rc-overflow-item").entries()) {
      const button = item.querySelector("[data-testid=stTopNavSection]");
      if (button && place === data.section) put(button, "aria-current", "true");
      else button?.removeAttribute("aria-current");
    }
    // A list of lists that is none: the headings of its sections stand between its items.
    for (const list of document.querySelectorAll("[data-testid=stSidebarNavItems]")) {
      for (const item of [list, ...list.querySelectorAll("li")]) put(item, "role", "none");
      for (const heading of list.querySelectorAll("[data-testid=stNavSectionHeader]")) {
        const written = heading.querySelector("[data-testid=stMarkdownContainer]");
        put(heading.parentElement, "role", "group");
        put(heading.parentElement, "aria-label", written?.textContent ?? "");
      }
    }
    // Behind the button that opens it; no keyboard reaches it, and its name is English.
    for (const input of document.querySelectorAll("[data-testid=stFileUploaderDropzoneInput]")) put(input, "aria-hidden", "true");
    // The size beside the name of a file is said as English does, and hidden; so its name alone names it.
    for (const chip of document.querySelectorAll("[data-testid=stFileChip]"))
      put(chip, "aria-label", chip.querySelector("[data-testid=stFileChipName]")?.textContent ?? "");
    // A button whose text is written by a style sheet has no name but the one given here.
    for (const button of document.querySelectorAll("[data-testid=stFileUploaderDropzone] button")) {
      const written = getComputedStyle(button.querySelector("[data-testid=stMarkdownContainer]") ?? button, "::after").content;
      if (written.startsWith('"')) put(button, "aria-label", JSON.parse(written));
    }
  };
  // The keyboard goes on in the menu that it opens. A menu over the page closes when one is chosen there.
  const entered = (event) => {
    const is = (name) => event.target.closest?.(`[data-testid=${name}]`);
    if (is("stExpandSidebarButton"))
      setTimeout(() => document.querySelector("[data-testid=stSidebarNavLink]")?.focus(), OPENED);
    if (is("stSidebarNavLink"))
      setTimeout(() => {
        document.querySelector("[data-testid=stSidebar]:not([data-collapsed=true]) [data-testid=stSidebarCollapseButton] button")?.click();
        way.onclick(event);
      }, OPENED);
  };
  document.addEventListener("click", entered);
  let asked = 0;
  const watcher = new MutationObserver(() => { asked ||= requestAnimationFrame(() => { asked = 0; name(); }); });
  // Streamlit names an element anew where a file has arrived, without a new element.
  watcher.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"] });
  name();
  return () => {
    watcher.disconnect();
    document.removeEventListener("click", entered);
  };
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("page_document", js=SCRIPT)


def title(page: str, words: Words) -> str:
    """What the tab of the browser says: the page, then the dashboard; the first page is the dashboard."""
    name = words("site.title")
    return f"{words(f'page.{page}')} · {name}" if section(page) else name


def document(page: str, words: Words) -> None:
    """Say what the document lacks, in the reader's language."""
    names = {selector: words(key) for selector, key in NAMED.items()}
    way = str(Markup("<span>{}</span>").format(words("nav.past")))
    place = list(SECTIONS).index(section(page)) if section(page) in SECTIONS else -1
    _component()(key=KEY, data={"html": way, "lang": words.language, "names": names, "section": place})
