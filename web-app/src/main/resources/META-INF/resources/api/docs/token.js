/** The API token with which the page sends requests, and whether the server needs one. */

/** @import { FieldEvent } from "../../app/drawing/lit.js" */

import { html, live, nothing } from "../../app/drawing/lit.js";
import { redraw } from "../../app/drawing/redraw.js";

class Token {
  /** The token lives as long as the page. Without one, the browser sends the cookie of the app's session. */
  value = "";

  #isNeeded = false;

  /** Finds out whether the server has authentication. */
  async look() {
    const response = await fetch("/api/session");
    this.#isNeeded = !response.ok || (await response.json()).user !== null;
    redraw();
  }

  get isNeeded() {
    return this.#isNeeded || this.value !== "";
  }

  template() {
    return this.isNeeded
      ? html`
        <label class="token">API token
          <input type="password" autocomplete="off" spellcheck="false" placeholder="Session of the app" .value=${live(this.value)}
            @input=${(/** @type {FieldEvent} */ event) => this.#set(event.target.value.trim())}>
        </label>`
      : nothing;
  }

  /** @param {string} value */
  #set(value) {
    this.value = value;
    redraw();
  }
}

export const token = new Token();
