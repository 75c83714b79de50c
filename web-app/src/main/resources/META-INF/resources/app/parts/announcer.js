/** Announcements to screen readers. */

import { html } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

let text = "";
let turn = false;

/**
 * Announces a sentence after the current announcements.
 *
 * @param {string} sentence
 */
export function announce(sentence) {
  text = sentence;
  // Screen readers read the same sentence again only in another element.
  turn = !turn;
  redraw();
}

/** Returns the elements that contain the announcements. */
export function announcer() {
  return html`<div class="unseen"><p role="status">${turn ? text : ""}</p><p role="status">${turn ? "" : text}</p></div>`;
}
