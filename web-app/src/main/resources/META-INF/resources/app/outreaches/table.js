/** The outreaches of the page as a table. On a phone, the style sheet shows its rows as cards. */

/**
 * @import { Changes, View } from "../address/view.js"
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Outreach, OutreachPage } from "../api/types.js"
 * @import { Selection } from "./selection.js"
 */

import { account } from "../access/account.js";
import { addressOf, changed } from "../address/view.js";
import { html, live, nothing, repeat } from "../drawing/lit.js";
import { label, outreaches } from "../drawing/text.js";
import { columnHeader } from "../parts/sorting.js";
import { COLUMNS, columnsOf, PERSON } from "./columns.js";

const SKELETON_ROWS = 12;

export class Table {
  /**
   * The last ticked row.
   *
   * @type {{ page: OutreachPage, index: number } | null}
   */
  #last = null;

  /**
   * @param {object} parts
   * @param {Selection} parts.selection the selection that its checkboxes change
   * @param {(id: string) => void} parts.open called with the id of an outreach to show
   * @param {() => void} parts.onSelect called when the selection has changed
   */
  constructor({ selection, open, onSelect }) {
    this.selection = selection;
    this.open = open;
    this.onSelect = onSelect;
  }

  /**
   * Returns the table, with gray bars while `page` is null.
   *
   * @param {{ page: OutreachPage | null, view: View, loading: boolean }} parts
   */
  template({ page, view, loading }) {
    return html`
      <table role="table" aria-busy=${loading} class="outreaches ${loading && page ? "stale" : ""}">
        <caption class="unseen">Outreaches</caption>
        <thead role="rowgroup">
          <tr role="row">
            ${selects() ? html`<th role="columnheader" scope="col" class="pick">${page ? this.#pickPage(page) : nothing}</th>` : nothing}
            ${columnHeader(PERSON, view, (changes) => addressOf(changed(view, changes)))}
            ${columnsOf(view).map((column) => columnHeader(column, view, (changes) => addressOf(changed(view, changes))))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${page
            ? repeat(page.items, (item) => item.id, (item, index) => this.#row(item, index, page, view))
            : Array.from({ length: SKELETON_ROWS }, () => skeleton(view))}
        </tbody>
      </table>`;
  }

  /** @param {OutreachPage} page */
  #pickPage({ items }) {
    const picked = items.filter((item) => this.selection.has(item.id)).length;
    return html`<label class="tick"><input type="checkbox" aria-label="Select this page"
      .checked=${live(items.length > 0 && picked === items.length)} .indeterminate=${picked > 0 && picked < items.length}
      ?disabled=${items.length === 0} @change=${(/** @type {FieldEvent} */ event) => this.pick(items, event.target.checked)}></label>`;
  }

  /** @param {Outreach} item @param {number} index @param {OutreachPage} page @param {View} view */
  #row(item, index, page, view) {
    const { person } = item;
    const name = person?.name ?? item.person_id;
    const selected = this.selection.has(item.id);
    return html`
      <tr role="row" data-id=${item.id} class=${[selected ? "selected" : "", view.outreach === item.id ? "open" : ""].join(" ")}
        @click=${(/** @type {Event & { target: Element }} */ event) => this.#clicked(event, item)}>
        ${selects() ? html`<td role="cell" class="pick">
          <label class="tick"><input type="checkbox" aria-label=${`Select ${name}, ${label(item.channel)}`} .checked=${live(selected)}
            @click=${(/** @type {MouseEvent & FieldEvent} */ event) => this.#ticked(event, index, page)}></label>
        </td>` : nothing}
        <th role="rowheader" scope="row" class="person">
          <a class="row" href=${addressOf(changed(view, { outreach: item.id }))}
            aria-current=${view.outreach === item.id ? "true" : nothing} dir="auto">${name}</a>
          ${person?.title ? html`<small dir="auto">${person.title}</small>` : nothing}
        </th>
        ${columnsOf(view).map(({ key, cell }) => html`<td role="cell" class=${key}>${cell(item)}</td>`)}
      </tr>`;
  }

  /** @param {Event & { target: Element }} event @param {Outreach} item */
  #clicked(event, item) {
    if (!event.target.closest("a, label, input") && !String(getSelection())) {
      this.open(item.id);
    }
  }

  /** @param {MouseEvent & FieldEvent} event @param {number} index @param {OutreachPage} page */
  #ticked(event, index, page) {
    const from = event.shiftKey && this.#last?.page === page ? this.#last.index : index;
    this.pick(page.items.slice(Math.min(from, index), Math.max(from, index) + 1), event.target.checked);
    this.#last = { page, index };
  }

  /**
   * Selects or deselects outreaches.
   *
   * @param {Outreach[]} items
   * @param {boolean} selected
   */
  pick(items, selected) {
    this.selection.set(items, selected);
    this.onSelect();
  }
}

/**
 * Returns the choice of the order, for a list without column headings.
 *
 * @param {View} view
 * @param {(changes: Changes) => void} go
 */
export function orderChoice(view, go) {
  const now = view.sort ? `${view.sort} ${view.direction ?? "asc"}` : "";
  const option = (/** @type {string} */ value, /** @type {string} */ text) => html`<option value=${value} .selected=${value === now}>${text}</option>`;
  return html`
    <label class="order"><span>Sort by</span>
      <select @change=${(/** @type {FieldEvent} */ event) => go(order(event.target.value))}>
        ${option("", "Newest first")}
        ${[PERSON, ...COLUMNS].map(({ name, sort, latestFirst = false }) => latestFirst
          ? [option(`${sort} desc`, `${name}, newest first`), option(`${sort} asc`, `${name}, oldest first`)]
          : [option(`${sort} asc`, `${name}, A to Z`), option(`${sort} desc`, `${name}, Z to A`)])}
      </select>
    </label>`;
}

/** @param {string} value */
function order(value) {
  const [sort, direction] = value.split(" ");
  return { sort: sort || null, direction: direction === "desc" ? direction : null };
}

/** @param {View} view */
function skeleton(view) {
  return html`<tr role="row" class="waiting" aria-hidden="true">${["pick", "person", ...columnsOf(view)].map(() => html`<td role="cell"><span class="skeleton"></span></td>`)}</tr>`;
}

/**
 * Returns the announcement of a page.
 *
 * @param {OutreachPage} page
 */
export function pageAnnouncement({ pagination: { current_page: current, total_pages: pages, total_count: total } }) {
  return total === 0 ? "No outreaches." : `${outreaches(total)}${pages > 1 ? `, page ${current} of ${pages}` : ""}.`;
}

/** Returns whether rows can be selected. A selection is only of use to those who may change it. */
function selects() {
  return !account.lacks("work");
}
