/** The dialog that asks before a change that can't be undone. */

/**
 * @typedef {object} Confirmation
 * @property {string} title a question, such as "Delete Acme Inc?"
 * @property {string} text what will happen
 * @property {string} action the label of the button, such as "Delete company"
 * @property {boolean} [danger] whether something is lost
 * @property {() => Promise<unknown>} run makes the change; rejects with `Refused` to show why it was refused
 * @property {() => unknown} [done] called after the dialog has closed
 */

import * as api from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { sentence } from "../drawing/text.js";
import { Question } from "../parts/question.js";

/** @extends {Question<Confirmation>} */
class ConfirmationDialog extends Question {
  name = "confirmation";
  #isBusy = false;
  #problem = "";

  template() {
    return this.frame(({ title }) => title, (confirmation) => html`
      <p>${confirmation.text}</p>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      <p class="answers">
        <button type="button" @click=${() => this.close()}>Cancel</button>
        <button type="button" class=${confirmation.danger ? "danger" : "primary"} aria-disabled=${this.#isBusy} @click=${() => this.#confirm(confirmation)}>
          ${this.#isBusy ? "Please wait…" : confirmation.action}</button>
      </p>`);
  }

  /** @param {Confirmation} confirmation */
  async #confirm(confirmation) {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    this.#problem = "";
    redraw();
    try {
      await confirmation.run();
      if (this.selection === confirmation) {
        this.close();
      }
      await confirmation.done?.();
    } catch (error) {
      if (!(error instanceof api.Refused)) {
        throw error;
      }
      if (this.selection === confirmation) {
        this.#problem = sentence(error.message);
      }
    } finally {
      this.#isBusy = false;
      redraw();
    }
  }

  closed() {
    this.#problem = "";
    super.closed();
  }
}

export const confirmation = new ConfirmationDialog();
