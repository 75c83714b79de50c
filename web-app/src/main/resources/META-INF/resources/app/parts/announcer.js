/** Says things to those who listen to the page rather than see it. */

import { html } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

let text = "";
let turn = false;

/** Says a sentence, once whoever listens has finished what was being said. */
export function announce(sentence) {
  text = sentence;
  // The same sentence again is news only in another element.
  turn = !turn;
  redraw();
}

/** Where it is said. */
export function announcer() {
  return html`<div class="unseen"><p role="status">${turn ? text : ""}</p><p role="status">${turn ? "" : text}</p></div>`;
}
