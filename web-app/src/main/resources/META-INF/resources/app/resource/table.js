/** A table of records. In narrow places, the style sheet shows its rows as cards. */

/**
 * @import { Changes } from "../address/view.js"
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { ListView } from "./list-address.js"
 * @import { Picked } from "./picked.js"
 * @import { RowReads } from "./row-reads.js"
 * @import { Column, Identified, RecordAction } from "./types.js"
 */

import { html, live, nothing, repeat } from "../drawing/lit.js";
import { columnHeader } from "../parts/sorting.js";
import { actionButton } from "./actions.js";

const SKELETON_ROWS = 8;

/**
 * @template {Identified} T
 * @typedef {object} Parts
 * @property {string} caption
 * @property {Column<T>[]} columns
 * @property {T[] | null} records null before they are known, which shows gray bars
 * @property {boolean} loading
 * @property {(record: T) => string} name
 * @property {(record: T) => string} [address] returns the address of the page of a record, if it has a page
 * @property {RowReads<T>} reads
 * @property {{ view: ListView, address: (changes: Changes) => string }} [order] the view of a list that can be sorted
 * @property {Picked<T>} [picked] the selection, if rows can be selected
 * @property {(address: string) => void} open called with the address of a clicked row
 * @property {{ of: (record: T) => RecordAction<T>[], run: (action: RecordAction<T>, record: T) => unknown }} [actions] the buttons in
 *   each row
 */

/**
 * @template {Identified} T
 * @param {Parts<T>} parts
 */
export function table(parts) {
  const { caption, columns, records, loading, order, picked, actions } = parts;
  const selects = picked && records;
  return html`
    <table role="table" aria-busy=${loading} class="records ${loading && records ? "stale" : ""} ${picked ? "selectable" : ""} ${actions ? "acting" : ""}">
      <caption class="unseen">${caption}</caption>
      <colgroup>${picked ? html`<col width="44">` : nothing}${columns.map(({ width }) => html`<col width=${width ?? nothing}>`)}${actions ? html`<col>` : nothing}</colgroup>
      <thead role="rowgroup">
        <tr role="row">
          ${picked ? html`<th role="columnheader" scope="col" class="pick">${selects ? pickPage(records, picked) : nothing}</th>` : nothing}
          ${columns.map((column) => columnHeader(order ? column : { name: column.name }, order?.view ?? {}, order?.address ?? (() => "")))}
          ${actions ? columnHeader({ name: "Actions" }, {}, () => "") : nothing}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${records ? repeat(records, ({ id }) => id, (record) => row(record, parts)) : Array.from({ length: SKELETON_ROWS }, () => skeleton(columns.length + (picked ? 1 : 0) + (actions ? 1 : 0)))}
      </tbody>
    </table>`;
}

/**
 * @template {Identified} T
 * @param {T} record
 * @param {Parts<T>} parts
 */
function row(record, parts) {
  const { columns, name, address, reads, picked, open, actions } = parts;
  const [first, ...others] = columns;
  const value = (/** @type {Column<T>} */ column) => column.value(record, reads.of(column, record)) ?? nothing;
  return html`
    <tr role="row" data-id=${record.id} class=${picked?.has(record.id) ? "selected" : ""} @click=${(/** @type {Event & { target: Element }} */ event) => address && clicked(event, () => open(address(record)))}>
      ${picked ? html`<td role="cell" class="pick"><label class="tick"><input type="checkbox" aria-label=${`Select ${name(record)}`} .checked=${live(picked.has(record.id))}
        @change=${(/** @type {FieldEvent} */ event) => picked.set([record], event.target.checked)}></label></td>` : nothing}
      <th role="rowheader" scope="row" data-name=${first.name}>${address
        ? html`<a class="row truncated" dir="auto" href=${address(record)}>${value(first)}</a>`
        : html`<span class="row" dir="auto">${value(first)}</span>`}</th>
      ${others.map((column) => html`<td role="cell" data-name=${column.name} dir="auto">${value(column)}</td>`)}
      ${actions ? html`<td role="cell" class="row-actions">${actions.of(record).map((action) => rowButton(action, name(record), () => actions.run(action, record)))}</td>` : nothing}
    </tr>`;
}

/** @param {{ name: string, danger?: boolean }} action @param {string} record @param {() => unknown} run */
function rowButton({ name, danger }, record, run) {
  return actionButton({ name: html`${name}<span class="unseen"> (${record})</span>`, danger }, run);
}

/**
 * @template {Identified} T
 * @param {T[]} records
 * @param {Picked<T>} picked
 */
function pickPage(records, picked) {
  const count = records.filter(({ id }) => picked.has(id)).length;
  return html`<label class="tick"><input type="checkbox" aria-label="Select this page"
    .checked=${live(records.length > 0 && count === records.length)} .indeterminate=${count > 0 && count < records.length}
    ?disabled=${records.length === 0} @change=${(/** @type {FieldEvent} */ event) => picked.set(records, event.target.checked)}></label>`;
}

/** @param {Event & { target: Element }} event @param {() => void} open */
function clicked({ target }, open) {
  if (!target.closest("a, button, label, input") && !String(getSelection())) {
    open();
  }
}

/** @param {number} cells */
function skeleton(cells) {
  return html`<tr role="row" class="waiting" aria-hidden="true">${Array.from({ length: cells }, () => html`<td role="cell"><span class="skeleton"></span></td>`)}</tr>`;
}
