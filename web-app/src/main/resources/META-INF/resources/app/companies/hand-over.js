/** The dialog that gives companies to another owner. */

/**
 * @import { Company, Named } from "../api/types.js"
 * @typedef {{ companies: Company[], done: () => unknown }} HandOver
 * @typedef {{ errors?: { id: string, code: string }[] }} HandedOver
 */

import { LARGEST_BATCH } from "../api/limits.js";
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

/** @type {Record<string, string>} */
const REASONS = { not_found: "It no longer exists.", changed_since: "Another user has changed the owner." };

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
    const others = companies.filter(({ owner_id: current }) => current !== owner.id);
    await this.#run(companies.length, "over", [{ companies: others, body: { owner_id: owner.id } }]);
    await done();
  }

  /**
   * Gives the companies back, except those that another user has given away.
   *
   * @param {HandOver} subject
   */
  async #undo({ done }) {
    const given = this.#owner?.id;
    const byOwner = Map.groupBy(this.#changed, ({ owner_id: owner }) => owner ?? null);
    const parts = [...byOwner].map(([owner, companies]) => ({ companies, body: { owner_id: owner, current_owner_id: given } }));
    await this.#run(this.#changed.length, "undone", parts);
    await done();
  }

  /**
   * Changes the companies of each part, and counts.
   *
   * @param {number} total more than there are companies, if some have the owner already
   * @param {"over" | "undone"} end the state afterwards
   * @param {{ companies: Company[], body: { owner_id: string | null } }[]} parts
   */
  async #run(total, end, parts) {
    this.#reset();
    this.#total = total;
    this.#unchanged = total - parts.reduce((count, { companies }) => count + companies.length, 0);
    this.#state = "running";
    await redraw();
    focus("#hand-over-stop");
    for (const { companies: some, body } of parts) {
      for (let at = 0; at < some.length && !this.#isStopping; at += LARGEST_BATCH) {
        await this.#send(some.slice(at, at + LARGEST_BATCH), body);
      }
    }
    this.#state = end;
    announce(this.#summary());
    await redraw();
    focus("#hand-over-close");
  }

  /** @param {Company[]} companies @param {{ owner_id: string | null }} body */
  async #send(companies, body) {
    try {
      /** @type {HandedOver} */
      const { errors = [] } = await write(`${ENDPOINT}/batch_assign_owner`, { ...body, company_ids: companies.map(({ id }) => id) });
      const refused = new Map(errors.map(({ id, code }) => [id, REASONS[code] ?? code]));
      companies.forEach((company) => {
        const reason = refused.get(company.id);
        reason === undefined ? this.#changed.push(company) : this.#refuse(company, reason);
      });
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      const reason = sentence(error.message);
      companies.forEach((company) => this.#refuse(company, reason));
    }
    redraw();
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
