/** The dialog that shows a secret once. */

/**
 * @typedef {object} Secret
 * @property {string} title such as "Invitation of Anna Schmidt"
 * @property {string} text what to do with the secret
 * @property {string} label of the secret, such as "Link"
 * @property {string} value
 */

import { html } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { announce } from "../parts/announcer.js";
import { Question } from "../parts/question.js";

/** @extends {Question<Secret>} */
class SecretDialog extends Question {
  name = "secret";
  #copied = false;

  template() {
    return this.frame(({ title }) => title, ({ text, label, value }) => html`
      <p>${text}</p>
      <div class="form-field">
        <label for="secret-value">${label}</label>
        <input id="secret-value" class="secret" type="text" readonly spellcheck="false" .value=${value} @focus=${select}>
      </div>
      <p class="answers">
        <button type="button" class="primary" @click=${() => this.#copy(value)}>${this.#copied ? "Copied" : "Copy"}</button>
        <button type="button" @click=${() => this.close()}>Done</button>
      </p>`);
  }

  /** @param {string} value */
  async #copy(value) {
    const field = /** @type {HTMLInputElement} */ (document.querySelector("#secret-value"));
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(value);
    } else {
      // Browsers offer the clipboard only on localhost and over https.
      field.select();
      document.execCommand("copy");
    }
    this.#copied = true;
    announce("Copied.");
    redraw();
  }

  closed() {
    this.#copied = false;
    super.closed();
  }
}

/** @param {Event & { target: HTMLInputElement }} event */
function select({ target }) {
  target.select();
}

export const secretDialog = new SecretDialog();
