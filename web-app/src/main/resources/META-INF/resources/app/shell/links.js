/** Links into the app, which change the view without loading the page again. */

/** @import { View } from "../address/view.js" */

import { viewOf } from "../address/view.js";

/** @param {(view: View) => void} go called with the view of a followed link */
export function followLinks(go) {
  addEventListener("click", (event) => follow(event, go));
}

/** @param {MouseEvent} event @param {(view: View) => void} go */
function follow(event, go) {
  const link = event.target instanceof Element && /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[href]"));
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  if (link.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
  } else if (link.origin === location.origin && link.pathname === "/" && !link.target) {
    event.preventDefault();
    go(viewOf(link));
  }
}
