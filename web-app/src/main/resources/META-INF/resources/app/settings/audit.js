/** The audit log with filters, for administrators. */

/**
 * @import { Changes } from "../address/view.js"
 * @import { AuditEntry, Pagination } from "../api/types.js"
 * @import { Address, Screen, Shortcut } from "../routing/screen.js"
 * @import { ListView } from "../resource/list-address.js"
 * @import { Filter } from "../resource/types.js"
 */

import { ACTION_OPTIONS } from "../audit/actions.js";
import { auditTable } from "../audit/entries.js";
import { html, nothing } from "../drawing/lit.js";
import { counted } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { message } from "../parts/message.js";
import { pager } from "../parts/pager.js";
import { ListFilters } from "../resource/filters.js";
import { ListAddress } from "../resource/list-address.js";
import { Reading } from "../resource/reading.js";
import { router } from "../routing/router.js";
import { sections } from "./sections.js";

const PATH = "/settings/audit";
const NOUN = { one: "entry", many: "entries" };
const RECORD_ID = /^[a-z]{1,8}_[A-Za-z0-9_-]{1,64}$/;

/** @type {Filter[]} */
const FILTERS = [
  { name: "user_id", label: "User", kind: "record", resource: "users" },
  { name: "action", label: "Action", kind: "choice", options: ACTION_OPTIONS },
  { name: "subject_id", label: "ID of the record", kind: "text", placeholder: "com_12345" },
  { name: "after", label: "From", kind: "date" },
  { name: "before", label: "Until", kind: "date" },
];

/** Returns the screen. */
export function open() {
  return new AuditScreen();
}

/** @implements {Screen} */
class AuditScreen {
  /** @type {ListView} */
  #view = {};

  /** @type {Reading<{ items: AuditEntry[], pagination: Pagination }>} */
  #page = new Reading();

  #address = new ListAddress(PATH, FILTERS.map(({ name }) => name));
  #filters = new ListFilters(FILTERS, (changes, options) => this.#change(changes, options));

  title() {
    return "Audit log";
  }

  /** @returns {Shortcut[]} */
  keys() {
    return [
      { key: "n", name: "Next page", run: () => this.#turn(1) },
      { key: "p", name: "Previous page", run: () => this.#turn(-1) },
      { key: "/", name: "Go to the filters", run: () => /** @type {HTMLElement | null} */ (document.querySelector(".filters input"))?.focus() },
      { key: "c", name: "Clear filters", run: () => this.#clear() },
    ];
  }

  template() {
    const filtered = Object.keys(this.#address.filtersOf(this.#view)).length > 0;
    return html`
      <div class="content">
        ${sections()}
        <div class="screen-head"><h1 tabindex="-1">Audit log</h1></div>
        <div class="tools five">${this.#filters.template(this.#view)}${filtered
          ? html`<div class="more-filters"><button type="button" class="quiet" @click=${() => this.#clear()}>Clear filters</button></div>` : nothing}</div>
        ${this.#content()}
      </div>`;
  }

  #content() {
    const { answer, refusal, loading } = this.#page;
    const { subject_id: record } = this.#view;
    if (record && !RECORD_ID.test(record)) {
      return message("Incomplete ID", `“${record}” is not the id of a record. Expected an id like com_12345.`, nothing);
    }
    if (refusal) {
      return message("Invalid address", refusal.detail ?? refusal.title ?? "", html`<a class="button" href=${PATH}>Show all entries</a>`);
    }
    if (answer?.items.length === 0) {
      return message("No results", "No entry matches. Grow keeps entries for 400 days unless it was started with --audit-days.", nothing);
    }
    return html`
      <div class="list">
        <div class="selection idle"><p>${answer ? html`<b>${counted(answer.pagination.total_count, NOUN)}</b>` : html`<span class="why">Loading…</span>`}</p></div>
        ${auditTable(answer?.items ?? [], { caption: "Audit log", loading, withRecord: true })}
      </div>
      ${answer ? pager({ pagination: answer.pagination, address: (changes) => this.#address.of(this.#view, changes), go: (changes) => this.#change(changes) }) : nothing}`;
  }

  /** @param {Address} address */
  async load(address) {
    this.#view = this.#address.viewOf(address);
    if (await this.#read({ quiet: false })) {
      announce(`${counted(this.#page.answer?.pagination.total_count ?? 0, NOUN)}.`);
    }
  }

  /** @param {Set<string> | null} changed */
  async keepUp(changed) {
    if (changed === null && !this.#page.loading) {
      await this.#read({ quiet: true });
    }
  }

  leave() {
    this.#filters.reset();
    this.#page.stop();
    return true;
  }

  /** @param {{ quiet: boolean }} options */
  async #read(options) {
    const { subject_id: record, after, before, ...others } = this.#view;
    if (record && !RECORD_ID.test(record)) {
      this.#page.stop();
      this.#page.loading = false;
      return false;
    }
    const times = { after: after && timeOf(`${after}T00:00:00`), before: before && timeOf(`${before}T23:59:59.999`) };
    return this.#page.read("/api/audit", { ...others, subject_id: record, ...times }, options);
  }

  /** @param {Changes} changes @param {{ replace?: boolean }} [options] */
  #change(changes, options) {
    router.go(this.#address.of(this.#view, changes), options);
  }

  /** @param {number} by */
  #turn(by) {
    const { current_page: current, total_pages: pages } = this.#page.answer?.pagination ?? { current_page: 0, total_pages: 0 };
    if (current + by >= 1 && current + by <= pages) {
      this.#change({ page: String(current + by) });
    }
  }

  #clear() {
    this.#filters.reset();
    this.#change(this.#address.withoutFilters());
  }
}

/**
 * Returns a local time for the API. An invalid one is left to the API, which says so.
 *
 * @param {string} local
 */
function timeOf(local) {
  const date = new Date(local);
  return Number.isNaN(date.valueOf()) ? local : date.toISOString();
}
