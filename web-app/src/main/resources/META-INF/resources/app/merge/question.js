/** The dialog that merges a person or a company into another one. It shows the outcome before. */

/**
 * @import { Merge, Named } from "../api/types.js"
 * @import { Kind } from "./kinds.js"
 *
 * @typedef {object} MergeSubject
 * @property {Kind} kind
 * @property {Named} from the record to merge
 * @property {Named} [into] the record that stays; the user chooses it if it is missing
 * @property {(survivor: Named) => unknown} done called after the merge
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { create } from "../api/writes.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { counted, outreaches, sentence } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { Question } from "../parts/question.js";
import { Typeahead } from "../parts/typeahead.js";
import { detailOf } from "../records/details.js";
import { differs, KINDS } from "./kinds.js";

/** @extends {Question<MergeSubject>} */
export class MergeQuestion extends Question {
  name = "merge";

  /** @type {Named | null} */
  #from = null;

  /** @type {Named | null} */
  #into = null;

  /** @type {Typeahead<Named> | null} */
  #field = null;

  /**
   * The outcome of a dry run; null until it is known.
   *
   * @type {Merge | null}
   */
  #outcome = null;

  #problem = "";
  #isBusy = false;
  #request = new AbortController();

  /** @param {MergeSubject} subject */
  async ask(subject) {
    const { kind, from, into = null } = subject;
    this.#from = from;
    this.#field = into ? null : new Typeahead({
      ...{ id: "merge-into", label: "Merge into", resource: kind, placeholder: "Search by name", detail: detailOf },
      onPick: (record) => this.#choose(from, record),
    });
    const opened = super.ask(subject);
    this.#choose(from, into);
    await opened;
  }

  template() {
    return this.frame(({ kind }) => `Merge ${KINDS[kind].noun.many}`, (subject) => html`
        ${this.#field?.template(subject.from === this.#from ? this.#into?.name : this.#from?.name)}
        ${this.#outcome ? this.#preview(subject, this.#outcome) : nothing}
        ${this.#into && !this.#outcome && !this.#problem ? html`<p class="why" aria-busy="true">Checking…</p>` : nothing}
        ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
        <p class="answers">
          <button type="button" @click=${() => this.close()}>Cancel</button>
          ${this.#into ? html`<button type="button" @click=${() => this.#choose(this.#into, this.#from)}>Swap</button>` : nothing}
          ${this.#outcome ? html`<button type="button" class="danger" aria-disabled=${this.#isBusy} @click=${() => this.#merge(subject)}>
            ${this.#isBusy ? "Please wait…" : "Merge"}</button>` : nothing}
        </p>`);
  }

  /** @param {MergeSubject} subject @param {Merge} outcome */
  #preview({ kind }, outcome) {
    const from = /** @type {Named} */ (this.#from);
    const into = /** @type {Named} */ (this.#into);
    const { fields, noun } = KINDS[kind];
    const known = (/** @type {Named} */ record) => html`<bdi><b>${record.name}</b></bdi>${detailOf(record) ? html` (<bdi>${detailOf(record)}</bdi>)` : nothing}`;
    const after = /** @type {Named} */ (outcome.person ?? outcome.company);
    const replaced = outcome.replaced_outreaches?.length ?? 0;
    return html`
      <p class="merged">${known(from)} becomes part of ${known(into)}. This can't be undone.</p>
      <ul class="outcome">
        ${outcome.moved_people_count === undefined ? nothing : html`<li>${counted(outcome.moved_people_count, { one: "person moves", many: "people move" })} to this ${noun.one}.</li>`}
        <li>${counted(outcome.moved_outreaches_count, { one: "outreach moves", many: "outreaches move" })} to ${kind === "people" ? `this ${noun.one}` : "it with them"}.</li>
        ${replaced > 0 ? html`<li>${outreaches(replaced)} that never moved ${replaced === 1 ? "is" : "are"} replaced by another one on the same channel.</li>` : nothing}
      </ul>
      <h3>After the merge</h3>
      <dl class="after">
        <div><dt>Name</dt><dd dir="auto">${after.name}</dd></div>
        ${fields.map((field) => html`
          <div><dt>${field.name}</dt><dd dir="auto">${field.text(after) || html`<span class="none">None</span>`}
            ${differs(field, after, into) ? html`<span class="mark">New</span>` : nothing}</dd></div>`)}
      </dl>`;
  }

  /** @param {Named | null} from @param {Named | null} into */
  async #choose(from, into) {
    this.#request.abort();
    this.#request = new AbortController();
    this.#from = from;
    this.#into = into;
    this.#outcome = null;
    this.#problem = "";
    redraw();
    if (from && into) {
      await this.#check(from, into, this.#request.signal);
    }
  }

  /** @param {Named} from @param {Named} into @param {AbortSignal} signal */
  async #check(from, into, signal) {
    const { kind } = /** @type {MergeSubject} */ (this.selection);
    try {
      const path = `${KINDS[kind].endpoint}/${from.id}/merge`;
      const outcome = await connection.persist(() => api.post(path, { into: into.id, dry_run: true }, { key: null, signal }), signal);
      if (!signal.aborted) {
        this.#outcome = outcome;
      }
    } catch (error) {
      this.#refuse(error, signal);
    }
    redraw();
  }

  /** @param {MergeSubject} subject */
  async #merge({ kind, done }) {
    if (this.#isBusy || !this.#from || !this.#into) {
      return;
    }
    const [from, into, { signal }] = [this.#from, this.#into, this.#request];
    this.#isBusy = true;
    this.#problem = "";
    redraw();
    try {
      await create(`${KINDS[kind].endpoint}/${from.id}/merge`, { into: into.id });
      this.close();
      announce(`Merged ${from.name} into ${into.name}.`);
      await done(into);
    } catch (error) {
      this.#refuse(error, signal);
    } finally {
      this.#isBusy = false;
      redraw();
    }
  }

  /** @param {unknown} error @param {AbortSignal} signal */
  #refuse(error, signal) {
    if (api.isAborted(error) || signal.aborted) {
      return;
    }
    if (!(error instanceof api.Refused)) {
      throw error;
    }
    this.#problem = sentence(error.message);
  }

  closed() {
    this.#request.abort();
    this.#outcome = null;
    this.#problem = "";
    super.closed();
  }
}
