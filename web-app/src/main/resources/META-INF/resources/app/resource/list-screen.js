/** The screen of a resource's list, described by data. */

/**
 * @import { Changes } from "../address/view.js"
 * @import { Pagination } from "../api/types.js"
 * @import { Address, Screen, Shortcut } from "../routing/screen.js"
 * @import { ListView } from "./list-address.js"
 * @import { BulkAction, Context, Identified, ListAction, ListDescription } from "./types.js"
 */

import { html, nothing } from "../drawing/lit.js";
import { counted, number } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { message } from "../parts/message.js";
import { pager } from "../parts/pager.js";
import { focusRow, focusedRow, stepFrom } from "../parts/rows.js";
import { router } from "../routing/router.js";
import { actionButton, permitted, shortcutsOf } from "./actions.js";
import { ListFilters } from "./filters.js";
import { ListAddress } from "./list-address.js";
import { Picked } from "./picked.js";
import { Reading } from "./reading.js";
import { Repeating } from "./repeating.js";
import { RowReads } from "./row-reads.js";
import { table } from "./table.js";

/**
 * @template {Identified} T
 * @implements {Screen}
 */
export class ListScreen {
  /** @type {ListView} */
  #view = {};

  /** @type {Reading<{ items: T[], pagination: Pagination }>} */
  #page = new Reading();

  /** @type {Picked<T>} */
  #picked = new Picked();

  #repeating = new Repeating();

  /** @type {Context} */
  #context = { reload: () => this.#read({ quiet: true }) };

  /** @param {ListDescription<T>} description */
  constructor(description) {
    this.description = description;
    this.address = new ListAddress(description.path, description.filters.map(({ name }) => name), description.filters.filter(({ many }) => many).map(({ name }) => name));
    this.filters = new ListFilters(description.filters, (changes, options) => this.#change(changes, options));
    this.reads = new RowReads(description.columns);
  }

  title() {
    return this.description.title;
  }

  /** @returns {Shortcut[]} */
  keys() {
    const { noun, bulk } = this.description;
    const filters = this.description.filters.length > 0;
    return [
      ...(this.description.address ? this.#rowKeys(noun.one) : []),
      ...(permitted(bulk).length > 0 ? this.#selectionKeys(noun.one) : []),
      ...shortcutsOf(permitted(this.description.actions), (action) => action.run(this.#context)),
      { key: "n", name: "Next page", run: () => this.#turn(1) },
      { key: "p", name: "Previous page", run: () => this.#turn(-1) },
      ...(filters ? [{ key: "/", name: "Go to the filters", run: () => focusFilters() }] : []),
      ...(filters ? [{ key: "c", name: "Clear filters", run: () => this.#clearFilters() }] : []),
    ];
  }

  /** @param {string} noun @returns {Shortcut[]} */
  #rowKeys(noun) {
    return [
      { key: "j", name: `Next ${noun}`, run: () => this.#step(1) },
      { key: "k", name: `Previous ${noun}`, run: () => this.#step(-1) },
      { key: "Enter", name: `Open the focused ${noun}` },
    ];
  }

  /** @param {string} noun @returns {Shortcut[]} */
  #selectionKeys(noun) {
    return [
      { key: "x", name: `Select or deselect the ${noun}`, run: () => this.#pickFocused() },
      { key: "a", name: "Select or deselect the page", run: () => this.#pickPage() },
      { key: "Escape", name: "Clear the selection", run: () => this.#picked.size > 0 && this.#picked.clear() },
    ];
  }

  template() {
    const { title, actions, filters } = this.description;
    return html`
      <div class="content">
        ${this.description.before?.() ?? nothing}
        <div class="screen-head">
          <h1 tabindex="-1">${title}</h1>
          ${permitted(actions).map((action, index) => this.#button(action, index === 0))}
        </div>
        ${filters.length > 0 ? html`<div class="tools">${this.filters.template(this.#view)}${this.#moreFilters()}</div>` : nothing}
        ${this.#content()}
      </div>`;
  }

  /** @param {ListAction} action @param {boolean} primary */
  #button(action, primary) {
    return actionButton(action, () => action.run(this.#context), { primary });
  }

  #moreFilters() {
    const count = Object.keys(this.address.filtersOf(this.#view)).length;
    const toggle = this.filters.toggle();
    return count === 0 && toggle === nothing
      ? nothing
      : html`<div class="more-filters">${toggle}
          ${count > 0 ? html`<button type="button" class="quiet" @click=${() => this.#clearFilters()}>Clear ${count === 1 ? "filter" : `all ${count} filters`}</button>` : nothing}
        </div>`;
  }

  #content() {
    const { answer, refusal, loading } = this.#page;
    if (refusal) {
      return message("Invalid address", refusal.detail ?? refusal.title ?? "", html`<a class="button" href=${this.description.path}>Show all ${this.description.noun.many}</a>`);
    }
    if (answer?.items.length === 0) {
      return this.#empty(answer.pagination);
    }
    const { columns, name, address, title, rowActions } = this.description;
    return html`
      <div class="list">
        ${this.#selectionBar()}
        ${table({
          ...{ caption: title, columns, records: answer?.items ?? null, loading, name, address, reads: this.reads },
          order: { view: this.#view, address: (changes) => this.address.of(this.#view, changes) },
          actions: permitted(rowActions).length > 0 ? this.#rowActions() : undefined,
          picked: permitted(this.description.bulk).length > 0 ? this.#picked : undefined,
          open: (to) => router.go(to),
        })}
      </div>
      ${answer ? pager({ pagination: answer.pagination, address: (changes) => this.address.of(this.#view, changes), go: (changes) => this.#change(changes) }) : nothing}`;
  }

  /** @returns {import("./table.js").Parts<T>["actions"]} */
  #rowActions() {
    return {
      of: (record) => permitted(this.description.rowActions).filter(({ applies }) => !applies || applies(record)),
      run: (action, record) => action.run(record, this.#context),
    };
  }

  #selectionBar() {
    const { answer, loading } = this.#page;
    if (!answer) {
      return html`<div class="selection idle"><p class="why">Loading…</p></div>`;
    }
    if (this.#picked.size === 0) {
      return html`<div class="selection idle"><p><b>${counted(answer.pagination.total_count, this.description.noun)}</b>${loading ? html` <span class="why">Loading…</span>` : nothing}</p></div>`;
    }
    return html`
      <div class="selection" role="group" aria-label="Selection">
        <p><b>${number(this.#picked.size)}</b> selected</p>
        ${permitted(this.description.bulk).map((action) => this.#bulkButton(action))}
        <button type="button" class="quiet" @click=${() => this.#picked.clear()}>Clear selection</button>
      </div>`;
  }

  /** @param {BulkAction<T>} action */
  #bulkButton(action) {
    return actionButton(action, () => action.run(this.#picked.records, this.#context));
  }

  /** @param {Pagination} pagination */
  #empty({ total_count: total, total_pages: pages }) {
    const { noun, empty, actions } = this.description;
    if (total > 0) {
      return message("This page is past the end", `The last page is ${number(pages)}.`, html`<a class="button" href=${this.address.of(this.#view, { page: String(pages) })}>Go to the last page</a>`);
    }
    if (Object.keys(this.address.filtersOf(this.#view)).length > 0) {
      return message("No results", `No ${noun.one} matches the filters.`, html`<button type="button" class="button" @click=${() => this.#clearFilters()}>Clear filters</button>`);
    }
    return message(`No ${noun.many} yet`, empty, permitted(actions).slice(0, 1).map((action) => this.#button(action, true)));
  }

  /** @param {Address} address */
  async load(address) {
    this.#view = this.address.viewOf(address);
    if (await this.#read()) {
      const { pagination } = /** @type {{ pagination: Pagination }} */ (this.#page.answer);
      const { current_page: current, total_pages: pages, total_count: total } = pagination;
      announce(`${counted(total, this.description.noun)}${pages > 1 ? `, page ${current} of ${pages}` : ""}.`);
    }
  }

  /** @param {Set<string> | null} changed */
  async keepUp(changed) {
    if (!this.#page.loading && (changed === null || isAny(changed, this.description.prefixes))) {
      await this.#read({ quiet: true, changed });
    }
  }

  /** @param {{ quiet?: boolean, changed?: Set<string> | null }} [options] */
  async #read({ quiet = false, changed = null } = {}) {
    const isNew = await this.#page.read(this.description.endpoint, { ...this.description.query, ...this.address.queryOf(this.#view) }, { quiet });
    if (isNew && this.#page.answer) {
      this.#picked.see(this.#page.answer.items);
      this.reads.read(this.#page.answer.items, changed);
    }
    const { isChanging } = this.description;
    this.#repeating.plan(isNew && this.#page.answer?.items.some((record) => isChanging?.(record)) === true, () => this.#read({ quiet: true }));
    return isNew;
  }

  leave() {
    this.filters.reset();
    this.#page.stop();
    this.#repeating.stop();
    this.reads.stop();
    return true;
  }

  /** @param {Changes} changes @param {{ replace?: boolean }} [options] */
  #change(changes, options) {
    router.go(this.address.of(this.#view, changes), options);
  }

  #clearFilters() {
    this.filters.reset();
    this.#change(this.address.withoutFilters());
  }

  /** @param {number} by */
  #step(by) {
    focusRow(stepFrom(focusedRow(), by, (this.#page.answer?.items ?? []).map(({ id }) => id)));
  }

  /** @param {number} by */
  #turn(by) {
    const { current_page: current, total_pages: pages } = this.#page.answer?.pagination ?? { current_page: 0, total_pages: 0 };
    const page = current + by;
    if (page >= 1 && page <= pages) {
      this.#change({ page: page === 1 ? null : String(page) });
    }
  }

  #pickFocused() {
    const record = this.#page.answer?.items.find(({ id }) => id === focusedRow());
    if (record) {
      this.#picked.set([record], !this.#picked.has(record.id));
    }
  }

  #pickPage() {
    const items = this.#page.answer?.items ?? [];
    this.#picked.set(items, !items.every(({ id }) => this.#picked.has(id)));
  }
}

/**
 * Returns whether any id has one of the prefixes.
 *
 * @param {Set<string>} ids
 * @param {string[]} prefixes
 */
export function isAny(ids, prefixes) {
  return [...ids].some((id) => prefixes.some((prefix) => id.startsWith(prefix)));
}

function focusFilters() {
  /** @type {HTMLElement | null} */ (document.querySelector(".filters input, .filters select"))?.focus();
}

