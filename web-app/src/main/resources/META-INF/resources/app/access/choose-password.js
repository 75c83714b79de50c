/** The form to set a password with a one-time link. */

import { post } from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { Form, fieldsOf, messageOf } from "./form.js";

export class ChoosePassword extends Form {
  title = "Set your password";
  /** @type {{ name: string, email: string | null } | null} */
  offer = null;
  /** @type {string | null} */
  refusal = null;

  /**
   * @param {string} token the secret of the link
   * @param {() => void} enter opens the app
   */
  constructor(token, enter) {
    super(enter);
    this.token = token;
  }

  async start() {
    try {
      this.offer = await post("/api/session/link", { token: this.token }, { key: null });
    } catch (error) {
      this.refusal = messageOf(error);
    }
    await redraw();
    /** @type {HTMLElement | null} */ (document.querySelector("#password"))?.focus();
  }

  template() {
    if (this.refusal) {
      return html`<p class="problem" role="alert">${this.refusal}</p><p><a href="/sign-in" @click=${leave}>Sign in</a></p>`;
    }
    return this.offer ? this.form(this.offer) : html`<p role="status">Checking your link…</p>`;
  }

  /** @param {{ name: string, email: string | null }} offer */
  form({ name, email }) {
    return html`
      <form @submit=${(/** @type {import("../drawing/lit.js").FormEvent} */ event) => this.submit(event)}>
        <p>Hello ${name}. Choose a password; you are signed in afterwards.</p>
        ${email
          ? html`
            <div class="field">
              <label for="email">E-mail address</label>
              <input id="email" name="email" type="email" autocomplete="username" readonly .value=${email}>
            </div>`
          : nothing}
        ${this.password({ label: "New password", autocomplete: "new-password", describedBy: "rules" })}
        <ul id="rules" class="hint">
          <li>8 to 128 characters, of any kind. Several words make a good password.</li>
          <li>Not a common password, and not your name, your e-mail address or “Grow”.</li>
        </ul>
        ${this.problemText()}
        ${this.button("Set password")}
      </form>`;
  }

  /** @param {import("../drawing/lit.js").FormEvent} event */
  submit(event) {
    const { password } = fieldsOf(event);
    if (!this.busy) {
      this.send("/api/session/accept", { token: this.token, password });
    }
  }
}

/**
 * Opens the form to sign in. A link to the same page would only change the part after the #.
 *
 * @param {Event} event
 */
function leave(event) {
  event.preventDefault();
  location.replace("/sign-in");
}
