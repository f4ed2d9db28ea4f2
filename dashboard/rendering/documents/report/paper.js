/* Before a page is printed, what is closed is opened, because nobody can open it on paper; afterwards it closes again. */
(() => {
  const closed = [];
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details.opens:not([open])").forEach((one) => {
      one.open = true;
      closed.push(one);
    });
  });
  addEventListener("afterprint", () => closed.splice(0).forEach((one) => (one.open = false)));
})();
