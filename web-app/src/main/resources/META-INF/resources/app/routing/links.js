/** Links into the app, which change the address without loading the page again. */

/** @import { Router } from "./router.js" */

/** @param {Router} router */
export function followLinks(router) {
  addEventListener("click", (event) => follow(event, router));
}

/** @param {MouseEvent} event @param {Router} router */
function follow(event, router) {
  const link = event.target instanceof Element && /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[href]"));
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  if (link.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
  } else if (link.origin === location.origin && !link.target && !link.hasAttribute("download") && router.knows(link.pathname)) {
    event.preventDefault();
    router.go(link.pathname + link.search + link.hash);
  }
}
