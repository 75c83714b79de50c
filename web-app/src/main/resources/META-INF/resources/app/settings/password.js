/** The form to change the user's own password. */

/**
 * @import { FormEvent } from "../drawing/lit.js"
 * @import { User } from "../api/types.js"
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { html } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { Fields } from "../forms/fields.js";
import { Form } from "../forms/form.js";
import { announce } from "../parts/announcer.js";

/** @type {import("../forms/form.js").Field[]} */
const FIELDS = [
  { name: "current_password", label: "Current password", type: "password", required: true, maxLength: 128, autocomplete: "current-password" },
  {
    ...{ name: "new_password", label: "New password", type: "password", required: true, maxLength: 128, autocomplete: "new-password" },
    hint: "8 to 128 characters. Several words make a good password. Your other sessions end.",
  },
];

export class PasswordForm {
  #form = new Form(FIELDS);
  #fields = new Fields(this.#form);
  #isBusy = false;
  #isSaved = false;

  /** @param {() => unknown} done called when the password has changed */
  constructor(done) {
    this.done = done;
  }

  /** @param {User} user */
  template({ email }) {
    return html`
      <section class="card">
        <h2>Password</h2>
        <form class="form" novalidate @submit=${(/** @type {FormEvent} */ event) => this.#submit(event)}>
          <input type="email" autocomplete="username" hidden .value=${email ?? ""}>
          ${this.#fields.template()}
          <p><button type="submit" aria-disabled=${this.#isBusy}>${this.#isBusy ? "Please wait…" : "Change password"}</button>
            <span role="status">${this.#isSaved ? "Your password is changed." : ""}</span></p>
        </form>
      </section>`;
  }

  /** @param {FormEvent} event */
  async #submit(event) {
    event.preventDefault();
    this.#isSaved = false;
    if (this.#isBusy) {
      return;
    }
    if (this.#form.check()) {
      await this.#send();
    }
    await redraw();
    if (this.#form.problems.size > 0) {
      this.#fields.focus();
    }
  }

  async #send() {
    this.#isBusy = true;
    redraw();
    try {
      // Sends passwords unchanged, including leading and trailing spaces.
      const { current_password, new_password } = this.#form.values;
      await connection.persist(() => api.patch("/api/account/password", { current_password, new_password }, { key: null }));
      this.#form = new Form(FIELDS);
      this.#fields = new Fields(this.#form);
      this.#isSaved = true;
      announce("Your password is changed.");
      this.done();
    } catch (error) {
      if (!(error instanceof api.Refused)) {
        throw error;
      }
      this.#form.accept(error.problem);
    } finally {
      this.#isBusy = false;
    }
  }
}
