/* Looks for every word of what is typed, without regard to capitals and accents, and lists what has them all.
   An entry is [kind, name, note, code, address, text looked in]; names are put on the page as text and never as markup. */
(() => {
  const MOST = 200;
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const place = document.querySelector(".found-list");
  const input = place.querySelector("input");
  const said = place.querySelector(".said-found");
  const list = place.querySelector("tbody");
  const table = place.querySelector("table");
  const kind = place.dataset.kind || "";
  const entries = window.SEARCHED.filter((entry) => !kind || entry[0] === kind);
  const searched = entries.map((entry) => folded(`${entry[1]} ${entry[3]} ${entry[5]}`));
  const cell = (name, label) => {
    const made = document.createElement(name);
    if (label) made.dataset.label = label;
    return made;
  };
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
  const row = ([what, name, note, code, address]) => {
    const made = document.createElement("tr");
    const first = cell("th");
    first.scope = "row";
    const link = document.createElement("a");
    link.href = address;
    link.textContent = name;
    first.append(link);
    const second = cell("td", heads[1]);
    second.textContent = [kind ? "" : place.dataset[`kind_${what}`], note].filter(Boolean).join(" · ");
    const third = cell("td", heads[2]);
    third.textContent = code;
    made.append(first, second, third);
    return made;
  };
  const look = () => {
    const asked = folded(input.value).split(/\s+/).filter(Boolean);
    const found = asked.length ? entries.filter((_, at) => asked.every((word) => searched[at].includes(word))) : [];
    list.replaceChildren(...found.slice(0, MOST).map(row));
    table.hidden = !found.length;
    said.textContent = asked.length ? place.dataset.said.replace("#", String(found.length)) : "";
    if (found.length > MOST) said.textContent += ` ${place.dataset.most}`;
  };
  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", look);
  place.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
  look();
})();
