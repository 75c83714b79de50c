/** The dialog with a form. Asks before it discards what the user entered. */

/**
 * @import { FormEvent } from "../drawing/lit.js"
 * @import { Field } from "./form.js"
 *
 * @typedef {object} FormQuestion
 * @property {string} title such as "New company"
 * @property {string} [text] a paragraph above the fields
 * @property {string} submit the label of the button, such as "Create company"
 * @property {Field[]} fields
 * @property {Record<string, any>} [values] the first values, as in the API
 * @property {(form: Form, signal: AbortSignal) => Promise<any>} send sends the form; rejects with `Refused` to show its errors, and
 *   resolves to null if the form has problems of its own
 * @property {(answer: any) => unknown} done called with the answer, after the dialog has closed
 */

import * as api from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { Question } from "../parts/question.js";
import { Fields } from "./fields.js";
import { Form } from "./form.js";

/** @extends {Question<FormQuestion>} */
class FormDialog extends Question {
  name = "form";
  #form = new Form([]);
  #fields = new Fields(this.#form);
  #request = new AbortController();
  #isBusy = false;
  #asksToDiscard = false;

  /** @param {FormQuestion} question */
  async ask(question) {
    this.#form = new Form(question.fields, question.values);
    this.#fields = new Fields(this.#form);
    await super.ask(question);
    this.#fields.focus();
  }

  template() {
    return this.frame(({ title }) => title, (question) => html`
      ${question.text ? html`<p class="why">${question.text}</p>` : nothing}
      <form class="form" novalidate @submit=${(/** @type {FormEvent} */ event) => this.#submit(event, question)}>
        ${this.#fields.template()}
        ${this.#asksToDiscard ? this.#discardQuestion() : html`
          <p class="answers">
            <button type="button" @click=${() => this.cancel()}>Cancel</button>
            <button type="submit" class="primary" aria-disabled=${this.#isBusy}>${this.#isBusy ? "Please wait…" : question.submit}</button>
          </p>`}
      </form>`);
  }

  #discardQuestion() {
    return html`
      <div class="discard" role="group" aria-labelledby="discard-title">
        <p id="discard-title"><b>Discard what you entered?</b></p>
        <p class="answers">
          <button type="button" id="keep-editing" @click=${() => this.#keepEditing()}>Keep editing</button>
          <button type="button" class="danger" @click=${() => this.close()}>Discard</button>
        </p>
      </div>`;
  }

  /** Closes the dialog, or asks first if an input would be lost. */
  async cancel() {
    if (this.#asksToDiscard) {
      this.#keepEditing();
    } else if (this.#form.isDirty) {
      this.#asksToDiscard = true;
      await redraw();
      /** @type {HTMLElement | null} */ (document.querySelector("#keep-editing"))?.focus();
    } else {
      this.close();
    }
  }

  async #keepEditing() {
    this.#asksToDiscard = false;
    await redraw();
    this.#fields.focus();
  }

  /** @param {FormEvent} event @param {FormQuestion} question */
  async #submit(event, question) {
    event.preventDefault();
    if (this.#isBusy || this.#asksToDiscard) {
      return;
    }
    if (!this.#form.check()) {
      this.#showProblems();
      return;
    }
    this.#isBusy = true;
    redraw();
    const request = this.#request;
    try {
      const answer = await question.send(this.#form, request.signal);
      if (this.#form.problems.size === 0 && !request.signal.aborted) {
        this.close();
        await question.done(answer);
      }
    } catch (error) {
      if (error instanceof api.Refused) {
        this.#form.accept(error.problem);
      } else if (!api.isAborted(error)) {
        throw error;
      }
    } finally {
      if (request === this.#request) {
        this.#isBusy = false;
        this.#showProblems();
      }
    }
  }

  async #showProblems() {
    await redraw();
    if (this.#form.problems.size > 0) {
      this.#fields.focus();
    }
  }

  closed() {
    this.#request.abort();
    this.#request = new AbortController();
    this.#isBusy = false;
    this.#asksToDiscard = false;
    super.closed();
  }
}

export const formDialog = new FormDialog();
