/** The duplicates that the last search found, to review and to merge. */

/**
 * @import { Changes } from "../address/view.js"
 * @import { Duplicate, Pagination } from "../api/types.js"
 * @import { Kind } from "../merge/kinds.js"
 * @import { ListView } from "../resource/list-address.js"
 * @import { Address, Screen, Shortcut } from "../routing/screen.js"
 */

import { account } from "../access/account.js";
import { Refused } from "../api/requests.js";
import { icon } from "../drawing/icons.js";
import { html, nothing, repeat } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { counted, label, number, sentence } from "../drawing/text.js";
import { confirmation } from "../forms/confirmation.js";
import { KINDS } from "../merge/kinds.js";
import { MergeQuestion } from "../merge/question.js";
import { announce } from "../parts/announcer.js";
import { message } from "../parts/message.js";
import { pager } from "../parts/pager.js";
import { ListAddress } from "../resource/list-address.js";
import { isAny } from "../resource/list-screen.js";
import { Reading } from "../resource/reading.js";
import { router } from "../routing/router.js";
import { LatestJob } from "./job.js";
import { pair } from "./pair.js";

const ADDRESS = new ListAddress("/duplicates", ["kind", "confidence"]);
const CONFIDENCES = [{ value: null, name: "All" }, { value: "exact", name: "Exact" }, { value: "likely", name: "Likely" }];
const PAIRS = { one: "pair", many: "pairs" };

/** Returns the screen. */
export function open() {
  return new DuplicatesScreen();
}

/** @implements {Screen} */
class DuplicatesScreen {
  /** @type {ListView} */
  #view = {};

  /** @type {Reading<{ items: Duplicate[], pagination: Pagination }>} */
  #page = new Reading();

  #job = new LatestJob(() => this.#read({ quiet: true }));
  #merging = new MergeQuestion();

  /** Why the search was refused; "" if it was not. */
  #problem = "";

  title() {
    return "Duplicates";
  }

  /** @returns {Kind} */
  get #kind() {
    return this.#view.kind === "companies" ? "companies" : "people";
  }

  get #canMerge() {
    return account.has("manage");
  }

  /** @returns {Shortcut[]} */
  keys() {
    return [
      ...(this.#canMerge ? [{ key: "o", name: "Search for duplicates", run: () => this.#search() }] : []),
      { key: "n", name: "Next page", run: () => this.#turn(1) },
      { key: "p", name: "Previous page", run: () => this.#turn(-1) },
    ];
  }

  template() {
    const { running } = this.#job;
    return html`
      <div class="content">
        <div class="screen-head">
          <h1 tabindex="-1">Duplicates</h1>
          ${this.#canMerge ? html`
            <button type="button" class="primary" title="Search for duplicates (o)" aria-disabled=${running} @click=${() => this.#search()}>${icon("search")}<span>Search for duplicates</span></button>
            <button type="button" aria-disabled=${running} @click=${() => this.#mergeExact()}>${icon("duplicates")}<span>Merge all exact…</span></button>` : nothing}
        </div>
        <div class="tools chosen">
          ${choices("Kind", [{ value: null, name: "People" }, { value: "companies", name: "Companies" }], this.#kind === "people" ? null : "companies", (value) => this.#change({ kind: value }))}
          ${choices("Confidence", CONFIDENCES, this.#view.confidence ?? null, (value) => this.#change({ confidence: value }))}
        </div>
        ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
        ${this.#job.template({ canStop: this.#canMerge })}
        ${this.#content()}
      </div>
      ${this.#merging.template()}`;
  }

  #content() {
    const { answer, refusal, loading } = this.#page;
    if (refusal) {
      return message("Invalid address", refusal.detail ?? "", html`<a class="button" href="/duplicates">Show all duplicates</a>`);
    }
    if (!answer) {
      return html`<p class="why" aria-busy="true">Loading…</p>`;
    }
    const { items, pagination } = answer;
    if (items.length === 0) {
      return this.#empty(pagination);
    }
    const merge = this.#canMerge ? this.#ask : null;
    return html`
      <p class="total"><b>${counted(pagination.total_count, PAIRS)}</b></p>
      <div class="pairs" aria-busy=${loading}>${repeat(items, ({ id, into }) => `${id} ${into}`, (duplicate) => pair(duplicate, this.#kind, merge))}</div>
      ${pager({ pagination, address: (changes) => ADDRESS.of(this.#view, changes), go: (changes) => this.#change(changes) })}`;
  }

  /** @param {Pagination} pagination */
  #empty({ total_count: total, total_pages: pages }) {
    if (total > 0) {
      return message("This page is past the end", `The last page is ${number(pages)}.`, html`<a class="button" href=${ADDRESS.of(this.#view, { page: String(pages) })}>Go to the last page</a>`);
    }
    const { confidence } = this.#view;
    return confidence
      ? message("No results", `No duplicates are ${label(confidence).toLowerCase()}.`, html`<a class="button" href=${ADDRESS.of(this.#view, { confidence: null })}>Show all pairs</a>`)
      : message(`No duplicate ${KINDS[this.#kind].noun.many}`, this.#job.job ? "The last search found none, or all are merged." : "Search for them first.",
          this.#canMerge ? html`<button type="button" class="button" @click=${() => this.#search()}>Search for duplicates</button>` : nothing);
  }

  #ask = (/** @type {Duplicate["record"]} */ from, /** @type {Duplicate["record"]} */ into) => {
    this.#merging.ask({ kind: this.#kind, from, into, done: () => this.#merged() });
  };

  /** Focuses the next pair, because the merged one is no longer on the page. */
  async #merged() {
    await this.#read({ quiet: true });
    await redraw();
    /** @type {HTMLElement | null} */ (document.querySelector(".pair button") ?? document.querySelector("main h1"))?.focus();
  }

  async #search() {
    this.#problem = "";
    try {
      await (this.#job.running ? null : this.#job.start("search", this.#kind));
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      this.#problem = sentence(error.message);
    }
    redraw();
  }

  #mergeExact() {
    if (this.#job.running) {
      return;
    }
    const { noun } = KINDS[this.#kind];
    confirmation.ask({
      title: `Merge all exact duplicate ${noun.many}?`,
      text: `In each pair with the confidence “Exact”, the newer ${noun.one} becomes part of the older one. This can't be undone.`,
      ...{ action: "Merge all", danger: true },
      run: () => this.#job.start("merge_exact", this.#kind),
    });
  }

  /** @param {Address} address */
  async load(address) {
    const former = this.#kind;
    this.#view = ADDRESS.viewOf(address);
    if (!this.#job.job || former !== this.#kind) {
      this.#job.job = null;
      this.#job.find(this.#kind);
    }
    if (former !== this.#kind) {
      this.#page.stop();
      this.#page = new Reading();
    }
    if (await this.#read()) {
      announce(`${counted(this.#page.answer?.pagination.total_count ?? 0, PAIRS)}.`);
    }
  }

  /** @param {Set<string> | null} changed */
  async keepUp(changed) {
    if (!this.#page.loading && (changed === null || isAny(changed, ["per_", "com_"]))) {
      await this.#read({ quiet: true });
    }
  }

  /** @param {{ quiet?: boolean }} [options] */
  #read(options) {
    return this.#page.read("/api/duplicates", { per: 20, ...this.#view, kind: this.#kind }, options);
  }

  leave() {
    this.#page.stop();
    this.#job.leave();
    return true;
  }

  /** @param {Changes} changes */
  #change(changes) {
    router.go(ADDRESS.of(this.#view, changes));
  }

  /** @param {number} by */
  #turn(by) {
    const { current_page: current, total_pages: pages } = this.#page.answer?.pagination ?? { current_page: 0, total_pages: 0 };
    const page = current + by;
    if (page >= 1 && page <= pages) {
      this.#change({ page: page === 1 ? null : String(page) });
    }
  }
}

/**
 * @param {string} name
 * @param {{ value: string | null, name: string }[]} options
 * @param {string | null} chosen
 * @param {(value: string | null) => unknown} choose
 */
function choices(name, options, chosen, choose) {
  return html`
    <div class="choices" role="group" aria-label=${name}>
      ${options.map((option) => html`<button type="button" aria-pressed=${option.value === chosen} @click=${() => choose(option.value)}>${option.name}</button>`)}
    </div>`;
}
