/** Links into the app: they change the view without a new load of the page. */

import { viewOf } from "../address/view.js";

/** @param go called with the view of a followed link */
export function followLinks(go) {
  addEventListener("click", (event) => follow(event, go));
}

function follow(event, go) {
  const link = event.target.closest?.("a[href]");
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
