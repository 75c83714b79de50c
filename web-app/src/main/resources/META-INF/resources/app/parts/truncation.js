/** Tooltips with the whole text of elements whose text does not fit. */

const TRUNCATED = "td, th, td > span, th > a, small, .truncated";

/** Adds a tooltip when the pointer reaches an element whose text is cut off. */
export function explainTruncation() {
  addEventListener("pointerover", ({ target }) => {
    const element = target instanceof Element && /** @type {HTMLElement | null} */ (target.closest(TRUNCATED));
    if (!element || (element.title && element.dataset.truncated === undefined)) {
      return;
    }
    if (element.scrollWidth > element.clientWidth) {
      element.dataset.truncated = "";
      element.title = element.innerText;
    } else if (element.dataset.truncated !== undefined) {
      delete element.dataset.truncated;
      element.removeAttribute("title");
    }
  });
}
