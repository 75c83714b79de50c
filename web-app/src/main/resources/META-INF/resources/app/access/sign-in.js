/** The form to sign in, and the way to the identity provider. */

import { get } from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { returnTo } from "./account.js";
import { Form, fieldsOf } from "./form.js";

/** What went wrong at the identity provider, by the word in the address. */
const PROBLEMS = new Map([
  ["expired", "The sign-in took too long or was completed before. Sign in again."],
  ["refused", "The identity provider did not sign you in. Sign in again."],
  ["no_account", "No user of Grow has your verified e-mail address. Ask an administrator to invite you."],
  ["unavailable", "The identity provider can't be reached. Try again in a moment."],
]);

export class SignIn extends Form {
  title = "Sign in";
  problem = PROBLEMS.get(new URLSearchParams(location.search).get("problem") ?? "") ?? null;
  /** @type {string | null} */
  issuer = null;

  start() {
    /** @type {HTMLElement | null} */ (document.querySelector("#email"))?.focus();
    this.findProvider();
  }

  async findProvider() {
    try {
      this.issuer = (await get("/api/session/methods")).oidc_issuer;
      redraw();
    } catch {
      // The form works without the identity provider, and reports a server that does not answer.
    }
  }

  template() {
    return html`
      ${this.provider()}
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

  provider() {
    return this.issuer === null ? nothing : html`
      <p class="provider">
        <a href=${`/api/session/oidc?return_to=${encodeURIComponent(returnTo())}`}>Sign in with ${new URL(this.issuer).host}</a>
      </p>`;
  }

  /** @param {import("../drawing/lit.js").FormEvent} event */
  submit(event) {
    const { email, password } = fieldsOf(event);
    if (!this.busy) {
      this.send("/api/session", { email, password });
    }
  }
}
