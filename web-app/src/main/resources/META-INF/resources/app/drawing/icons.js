/** Small drawings beside words; what they mean is said in words, too. */

import { html } from "./lit.js";

/** The drawing of that name in icons.svg. */
export function icon(name) {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href="/app/icons.svg#${name}"></use></svg>`;
}
