/** The status of a piece of work, with a dot in the color of its tone. */

import { html } from "../drawing/lit.js";

/**
 * @param {string} tone good, busy, warn, bad or none
 * @param {string} text
 */
export function statusText(tone, text) {
  return html`<span class="status" data-tone=${tone}>${text}</span>`;
}
