/** Screens that only show a message, because the address has no other. */

/** @import { Screen } from "./screen.js" */

import { html } from "../drawing/lit.js";

/** Returns the screen of an address that no screen has. */
export function missingScreen() {
  return only("Page not found", "Grow has no page at this address. The link may be outdated or mistyped.", home());
}

/** Returns the screen of an address that the caller has no permission for. */
export function forbiddenScreen() {
  return only("No permission", "Your role does not include this page. An administrator can change your role.", home());
}

/** Returns the screen of an address when its module can't be read. */
export function failedScreen() {
  return only("This page can't be shown", "Grow did not send the page. Check your connection, then try again.",
    html`<button type="button" class="button" @click=${() => location.reload()}>Try again</button>`);
}

function home() {
  return html`<a class="button" href="/">Go to outreaches</a>`;
}

/**
 * @param {string} title
 * @param {string} text
 * @param {unknown} action
 * @returns {Screen}
 */
function only(title, text, action) {
  return {
    title: () => title,
    template: () => html`
      <div class="content"><section class="message"><h1 tabindex="-1">${title}</h1><p>${text}</p><p>${action}</p></section></div>`,
    async load() {},
    async keepUp() {},
    keys: () => [],
    leave: () => true,
  };
}
