/** The dialog that gives companies to another owner, one request for each. */

/**
 * @import { Company, Named } from "../api/types.js"
 * @typedef {{ companies: Company[], done: () => unknown }} HandOver
 */

import { Refused } from "../api/requests.js";
import { write } from "../api/writes.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { counted, number, sentence } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { Question } from "../parts/question.js";
import { Typeahead } from "../parts/typeahead.js";
import { ENDPOINT, NOUN } from "../records/companies.js";
import { detailOf } from "../records/details.js";
import { addressOfRecord } from "../records/links.js";

/** How many companies are written at the same time. */
const LANES = 4;

/** @extends {Question<HandOver>} */
export class HandOverQuestion extends Question {
  name = "hand-over";

  /** @type {"asking" | "running" | "over"} */
  #state = "asking";

  /** @type {Named | null} */
  #owner = null;

  #problem = "";
  #changed = 0;
  #unchanged = 0;
  #isStopping = false;

  /** @type {{ company: Company, reason: string }[]} */
  #refused = [];

  #field = new Typeahead({
    ...{ id: "hand-over-owner", label: "New owner", resource: "users", placeholder: "Search by name", detail: detailOf },
    onPick: (/** @type {Named | null} */ user) => this.#choose(user),
  });

  get #processed() {
    return this.#changed + this.#unchanged + this.#refused.length;
  }

  template() {
    return this.frame(({ companies }) => `Hand over ${counted(companies.length, NOUN)}`, (subject) =>
      this.#state === "asking" ? this.#question(subject) : this.#state === "running" ? this.#progress(subject) : this.#result(subject));
  }

  /** @param {HandOver} subject */
  #question(subject) {
    return html`
      ${this.#field.template(this.#owner?.name, this.#problem)}
      <p class="answers">
        <button type="button" @click=${() => this.close()}>Cancel</button>
        <button type="button" class="primary" @click=${() => this.#run(subject)}>Hand over</button>
      </p>`;
  }

  /** @param {HandOver} subject */
  #progress({ companies }) {
    return html`
      <p>${number(this.#processed)} of ${number(companies.length)}</p>
      <progress aria-label="Handing over" max=${companies.length} value=${this.#processed}></progress>
      <p class="answers"><button type="button" aria-disabled=${this.#isStopping} @click=${() => this.cancel()}>${this.#isStopping ? "Stopping…" : "Stop"}</button></p>`;
  }

  /** @param {HandOver} subject */
  #result({ companies }) {
    return html`
      <p role="status">${this.#summary(companies.length)}</p>
      ${this.#refused.length === 0 ? nothing : html`
        <ul class="outcome">${this.#refused.map(({ company, reason }) => html`
          <li><a dir="auto" href=${addressOfRecord("companies", company.id)} @click=${() => this.close()}>${company.name}</a>: ${reason}</li>`)}</ul>`}
      <p class="answers"><button type="button" id="hand-over-close" class="primary" @click=${() => this.close()}>Close</button></p>`;
  }

  /** @param {number} total */
  #summary(total) {
    const rest = total - this.#processed;
    return [
      `${this.#owner?.name} is now the owner of ${counted(this.#changed, { one: "more company", many: "more companies" })}.`,
      this.#unchanged > 0 ? `${counted(this.#unchanged, NOUN)} already had this owner.` : "",
      this.#refused.length > 0 ? `${counted(this.#refused.length, NOUN)} could not be changed.` : "",
      rest > 0 ? `Stopped: ${counted(rest, NOUN)} unchanged.` : "",
    ].filter(Boolean).join(" ");
  }

  /** @param {Named | null} user */
  #choose(user) {
    this.#owner = user;
    this.#problem = "";
    redraw();
  }

  /** @param {HandOver} subject */
  async #run({ companies, done }) {
    const owner = this.#owner;
    if (!owner) {
      this.#problem = "Choose the new owner.";
      await redraw();
      focus("#hand-over-owner");
      return;
    }
    this.#state = "running";
    const open = [...companies];
    await Promise.all([redraw(), ...Array.from({ length: LANES }, () => this.#lane(open, owner))]);
    this.#state = "over";
    announce(this.#summary(companies.length));
    await redraw();
    focus("#hand-over-close");
    await done();
  }

  /** @param {Company[]} open the companies that are still to be written @param {Named} owner */
  async #lane(open, owner) {
    for (let company = open.shift(); company && !this.#isStopping; company = open.shift()) {
      await this.#give(company, owner);
      redraw();
    }
  }

  /** @param {Company} company @param {Named} owner */
  async #give(company, owner) {
    if (company.owner_id === owner.id) {
      this.#unchanged += 1;
      return;
    }
    try {
      await write(`${ENDPOINT}/${company.id}`, { owner_id: owner.id });
      this.#changed += 1;
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      this.#refused.push({ company, reason: sentence(error.message) });
    }
  }

  /** While it runs, Esc and Back stop it. */
  cancel() {
    if (this.#state === "running") {
      this.#isStopping = true;
      redraw();
    } else {
      super.cancel();
    }
  }

  closed() {
    this.#state = "asking";
    this.#owner = null;
    this.#problem = "";
    this.#changed = 0;
    this.#unchanged = 0;
    this.#isStopping = false;
    this.#refused = [];
    this.#field.reset();
    super.closed();
  }
}

/** @param {string} selector */
function focus(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
}
