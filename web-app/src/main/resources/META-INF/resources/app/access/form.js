/** The common parts of the forms for e-mail addresses and passwords. */

/** @import { FormEvent } from "../drawing/lit.js" */

import { post, Refused } from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

/** A form that sends a request and then enters the app. */
export class Form {
  busy = false;
  shown = false;
  /** @type {string | null} */
  problem = null;

  /** @param {() => void} enter opens the app */
  constructor(enter) {
    this.enter = enter;
  }

  /**
   * Sends the form. Secrets are sent without a key for repeated requests, because the API does not store the answer.
   *
   * @param {string} path
   * @param {object} body
   */
  async send(path, body) {
    this.busy = true;
    this.problem = null;
    redraw();
    try {
      await post(path, body, { key: null });
      this.enter();
    } catch (error) {
      this.busy = false;
      this.problem = messageOf(error);
      await redraw();
      /** @type {HTMLInputElement | null} */ (document.querySelector("#password"))?.select();
    }
  }

  /**
   * Returns the field for a password.
   *
   * @param {{ label: string, autocomplete: "current-password" | "new-password", describedBy?: string }} field
   */
  password({ label, autocomplete, describedBy }) {
    const described = [describedBy, this.problem ? "problem" : null].filter(Boolean).join(" ");
    return html`
      <div class="field">
        <label for="password">${label}</label>
        <div class="password">
          <input id="password" name="password" type=${this.shown ? "text" : "password"} autocomplete=${autocomplete} required
            maxlength="128" spellcheck="false" autocapitalize="off"
            aria-describedby=${described || nothing} aria-invalid=${this.problem ? "true" : "false"}>
          <button type="button" aria-pressed=${this.shown} aria-controls="password" @click=${() => this.toggle()}>
            ${this.shown ? "Hide" : "Show"}<span class="unseen"> password</span></button>
        </div>
      </div>`;
  }

  toggle() {
    this.shown = !this.shown;
    redraw();
  }

  /** @param {string} label */
  button(label) {
    return html`<button type="submit" class="primary" aria-disabled=${this.busy}>${this.busy ? "Please wait…" : label}</button>`;
  }

  problemText() {
    return html`<p class="problem" id="problem" role="alert">${this.problem ?? nothing}</p>`;
  }
}

/**
 * Returns the fields of a submitted form as texts.
 *
 * @param {FormEvent} event
 */
export function fieldsOf(event) {
  event.preventDefault();
  return Object.fromEntries([...new FormData(event.target)].map(([name, value]) => [name, String(value)]));
}

/**
 * Returns what to tell the user about a failed request.
 *
 * @param {unknown} error
 */
export function messageOf(error) {
  const field = error instanceof Refused ? error.problem.errors?.[0] : undefined;
  if (field) {
    return field.name === "password" ? `This password ${field.detail}.` : `${field.name}: ${field.detail}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
