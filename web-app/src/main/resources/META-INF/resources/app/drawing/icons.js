/** Icons next to words. They are hidden from screen readers, because the words have the same meaning. */

import { html } from "./lit.js";

// The address of this module contains the version of the app, and so do these.
const ICONS = new URL("../icons.svg", import.meta.url).pathname;

/** The address of the app's own icon. */
export const LOGO = new URL("../favicon.svg", import.meta.url).pathname;

/**
 * Returns an icon of icons.svg.
 *
 * @param {string} name
 */
export function icon(name) {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href=${`${ICONS}#${name}`}></use></svg>`;
}
