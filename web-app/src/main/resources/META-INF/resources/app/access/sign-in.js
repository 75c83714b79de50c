/** The form to sign in. */

import { html } from "../drawing/lit.js";
import { Form, fieldsOf } from "./form.js";

export class SignIn extends Form {
  title = "Sign in";

  start() {
    /** @type {HTMLElement | null} */ (document.querySelector("#email"))?.focus();
  }

  template() {
    return html`
      <form @submit=${(/** @type {import("../drawing/lit.js").FormEvent} */ event) => this.submit(event)}>
        <div class="field">
          <label for="email">E-mail address</label>
          <input id="email" name="email" type="email" autocomplete="username" required>
        </div>
        ${this.password({ label: "Password", autocomplete: "current-password" })}
        ${this.problemText()}
        ${this.button("Sign in")}
        <p class="hint">Forgotten your password? An administrator can give you a link to set a new one.</p>
      </form>`;
  }

  /** @param {import("../drawing/lit.js").FormEvent} event */
  submit(event) {
    const { email, password } = fieldsOf(event);
    if (!this.busy) {
      this.send("/api/session", { email, password });
    }
  }
}
