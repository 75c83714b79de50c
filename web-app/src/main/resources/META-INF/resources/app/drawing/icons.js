/** Icons next to words. They are hidden from screen readers, because the words have the same meaning. */

import { html } from "./lit.js";

/**
 * Returns an icon of icons.svg.
 *
 * @param {string} name
 */
export function icon(name) {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href="/app/icons.svg#${name}"></use></svg>`;
}
