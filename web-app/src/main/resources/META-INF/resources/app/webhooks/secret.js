/** The dialog that shows the secret of a webhook, which the API answers only once. */

import { html } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { announce } from "../parts/announcer.js";
import { Question } from "../parts/question.js";

/** @extends {Question<{ secret: string, closed: () => unknown }>} */
export class SecretDialog extends Question {
  name = "secret";
  #isCopied = false;

  template() {
    return this.frame(() => "Signing secret", ({ secret }) => html`
      <p>Your endpoint verifies with this secret that requests come from Grow. Copy it now: Grow does not show it again.</p>
      <div class="form-field">
        <label for="webhook-secret">Secret</label>
        <input id="webhook-secret" readonly .value=${secret} @focus=${(/** @type {Event & { target: HTMLInputElement }} */ event) => event.target.select()}>
      </div>
      <p class="answers">
        <button type="button" @click=${() => this.#copy(secret)}>${this.#isCopied ? "Copied" : "Copy"}</button>
        <button type="button" class="primary" @click=${() => this.close()}>Done</button>
      </p>`);
  }

  /** @param {string} secret */
  async #copy(secret) {
    const input = /** @type {HTMLInputElement | null} */ (document.querySelector("#webhook-secret"));
    try {
      await navigator.clipboard.writeText(secret);
      this.#isCopied = true;
      announce("Copied.");
    } catch {
      // Browsers offer the clipboard only on localhost and over https.
      input?.focus();
      input?.select();
    }
    redraw();
  }

  closed() {
    const closed = this.selection?.closed;
    this.#isCopied = false;
    super.closed();
    closed?.();
  }
}

export const secretDialog = new SecretDialog();
