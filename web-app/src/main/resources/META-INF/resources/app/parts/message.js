/** A message in place of a list or of a screen. */

import { html } from "../drawing/lit.js";

/**
 * @param {string} title
 * @param {string} text
 * @param {unknown} action a button or a link
 */
export function message(title, text, action) {
  return html`<section class="message"><h2>${title}</h2><p>${text}</p><p>${action}</p></section>`;
}
