/* Draws the charts of a page from what stands beside each, in the reader's mode; on paper always in the light one. */
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const places = [...document.querySelectorAll(".plot")];
  const contents = new Map(
    places.map((place) => [place, JSON.parse(document.getElementById(place.dataset.contents).textContent)]),
  );
  const draw = (mode) =>
    places.map((place) => {
      const { [mode]: figure, config } = contents.get(place);
      return Plotly.react(place, figure.data, { ...figure.layout, autosize: true }, { ...config, responsive: true });
    });
  const mode = () => (dark.matches && !matchMedia("print").matches ? "dark" : "light");
  draw(mode());
  dark.addEventListener("change", () => draw(mode()));
  addEventListener("beforeprint", () => draw("light"));
  addEventListener("afterprint", () => draw(mode()));
})();
