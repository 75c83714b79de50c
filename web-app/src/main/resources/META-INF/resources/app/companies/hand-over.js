/** The dialog that gives companies to another owner, one request for each. */

/**
 * @import { Company, Named } from "../api/types.js"
 * @typedef {{ companies: Company[], done: () => unknown }} HandOver
 */

import { Refused } from "../api/requests.js";
import { update, write } from "../api/writes.js";
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

  /** @type {"asking" | "running" | "over" | "undone"} */
  #state = "asking";

  /** @type {Named | null} */
  #owner = null;

  #problem = "";
  #isStopping = false;
  #total = 0;
  #unchanged = 0;

  /**
   * The companies that have been handed over, with their former owners.
   *
   * @type {Company[]}
   */
  #changed = [];

  /** @type {{ company: Company, reason: string }[]} */
  #refused = [];

  #field = new Typeahead({
    ...{ id: "hand-over-owner", label: "New owner", resource: "users", placeholder: "Search by name", detail: detailOf },
    onPick: (/** @type {Named | null} */ user) => this.#choose(user),
  });

  get #processed() {
    return this.#changed.length + this.#unchanged + this.#refused.length;
  }

  template() {
    return this.frame(({ companies }) => `Hand over ${counted(companies.length, NOUN)}`, (subject) =>
      this.#state === "asking" ? this.#question(subject) : this.#state === "running" ? this.#progress() : this.#result(subject));
  }

  /** @param {HandOver} subject */
  #question(subject) {
    return html`
      ${this.#field.template(this.#owner?.name, this.#problem)}
      <p class="answers">
        <button type="button" @click=${() => this.close()}>Cancel</button>
        <button type="button" class="primary" @click=${() => this.#handOver(subject)}>Hand over</button>
      </p>`;
  }

  #progress() {
    return html`
      <p>${number(this.#processed)} of ${number(this.#total)}</p>
      <progress aria-label="Handing over" max=${this.#total} value=${this.#processed}></progress>
      <p class="answers"><button type="button" id="hand-over-stop" aria-disabled=${this.#isStopping} @click=${() => this.cancel()}>${this.#isStopping ? "Stopping…" : "Stop"}</button></p>`;
  }

  /** @param {HandOver} subject */
  #result(subject) {
    return html`
      <p role="status">${this.#summary()}</p>
      ${this.#refused.length === 0 ? nothing : html`
        <ul class="outcome">${this.#refused.map(({ company, reason }) => html`
          <li><a dir="auto" href=${addressOfRecord("companies", company.id)} @click=${() => this.close()}>${company.name}</a>: ${reason}</li>`)}</ul>`}
      <p class="answers">
        ${this.#state === "over" && this.#changed.length > 0 ? html`<button type="button" @click=${() => this.#undo(subject)}>Undo</button>` : nothing}
        <button type="button" id="hand-over-close" class="primary" @click=${() => this.close()}>Close</button>
      </p>`;
  }

  #summary() {
    const rest = this.#total - this.#processed;
    return [
      this.#state === "undone"
        ? `${counted(this.#changed.length, { one: "company has its", many: "companies have their" })} former owner again.`
        : `${this.#owner?.name} is now the owner of ${counted(this.#changed.length, { one: "more company", many: "more companies" })}.`,
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
  async #handOver({ companies, done }) {
    const owner = this.#owner;
    if (!owner) {
      this.#problem = "Choose the new owner.";
      await redraw();
      focus("#hand-over-owner");
      return;
    }
    await this.#run(companies, "over", async (company) => {
      if (company.owner_id === owner.id) {
        this.#unchanged += 1;
      } else {
        await write(`${ENDPOINT}/${company.id}`, { owner_id: owner.id });
        this.#changed.push(company);
      }
    });
    await done();
  }

  /**
   * Gives the companies back, except those that another user has given away.
   *
   * @param {HandOver} subject
   */
  async #undo({ done }) {
    const given = this.#owner?.id;
    await this.#run(this.#changed, "undone", async (company) => {
      let isGiven = true;
      await update(`${ENDPOINT}/${company.id}`, (/** @type {Company} */ now) => {
        isGiven = now.owner_id === given;
        return isGiven ? { owner_id: company.owner_id ?? null } : null;
      });
      isGiven ? this.#changed.push(company) : this.#refuse(company, "Another user has changed the owner.");
    });
    await done();
  }

  /**
   * Changes each company, and counts.
   *
   * @param {Company[]} companies
   * @param {"over" | "undone"} end the state afterwards
   * @param {(company: Company) => Promise<void>} change
   */
  async #run(companies, end, change) {
    this.#reset();
    this.#total = companies.length;
    this.#state = "running";
    await redraw();
    focus("#hand-over-stop");
    const open = [...companies];
    await Promise.all(Array.from({ length: LANES }, () => this.#lane(open, change)));
    this.#state = end;
    announce(this.#summary());
    await redraw();
    focus("#hand-over-close");
  }

  /** @param {Company[]} open the companies that are still to be changed @param {(company: Company) => Promise<void>} change */
  async #lane(open, change) {
    for (let company = open.shift(); company && !this.#isStopping; company = open.shift()) {
      try {
        await change(company);
      } catch (error) {
        if (!(error instanceof Refused)) {
          throw error;
        }
        this.#refuse(company, sentence(error.message));
      }
      redraw();
    }
  }

  /** @param {Company} company @param {string} reason */
  #refuse(company, reason) {
    this.#refused.push({ company, reason });
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

  #reset() {
    this.#isStopping = false;
    this.#total = 0;
    this.#unchanged = 0;
    this.#changed = [];
    this.#refused = [];
  }

  closed() {
    this.#reset();
    this.#state = "asking";
    this.#owner = null;
    this.#problem = "";
    this.#field.reset();
    super.closed();
  }
}

/** @param {string} selector */
function focus(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
}
