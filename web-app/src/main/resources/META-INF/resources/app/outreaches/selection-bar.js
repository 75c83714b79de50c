/** The bar above the list: the count of outreaches, or the selection and its changes. */

/**
 * @import { OutreachPage } from "../api/types.js"
 * @import { Selection } from "./selection.js"
 * @typedef {"assign" | "startEnrichment" | "move" | "unassign" | "selectAll" | "clear"} Action
 */

import { html, nothing } from "../drawing/lit.js";
import { number, outreaches } from "../drawing/text.js";

/**
 * @param {object} parts
 * @param {OutreachPage | null} parts.page the shown page, or null before the first
 * @param {Selection} parts.selection
 * @param {boolean} parts.loading
 * @param {boolean} parts.busy whether another change is in progress
 * @param {Record<Action, () => void>} parts.act
 */
export function selectionBar({ page, selection, loading, busy, act }) {
  if (!page) {
    return html`<div class="selection idle"><p class="why">Loading…</p></div>`;
  }
  const { total_count: total } = page.pagination;
  if (selection.size === 0) {
    return html`<div class="selection idle"><p><b>${outreaches(total)}</b>${loading ? html` <span class="why">Loading…</span>` : nothing}</p></div>`;
  }
  return html`
    <div class="selection" role="group" aria-label="Selection">
      <p><b>${number(selection.size)}</b> selected ${scope(page, selection, act)}</p>
      <button type="button" class="primary" ?disabled=${busy} @click=${act.assign}>Assign a sequence…</button>
      <button type="button" ?disabled=${busy} @click=${act.startEnrichment}>Start enrichment…</button>
      <button type="button" ?disabled=${busy} @click=${act.move}>Move to…</button>
      <button type="button" ?disabled=${busy} @click=${act.unassign}>Remove from sequence</button>
      <button type="button" class="quiet" @click=${act.clear}>Clear selection</button>
    </div>`;
}

/**
 * Returns whether all matches are selected, or a button that selects them.
 *
 * @param {OutreachPage} page
 * @param {Selection} selection
 * @param {Record<Action, () => void>} act
 */
function scope({ pagination: { total_count: total }, items }, selection, act) {
  if (selection.everyOf) {
    return html`<span class="why">of ${number(total)} results</span>`;
  }
  return items.every((item) => selection.has(item.id)) && total > selection.size
    ? html`<button type="button" class="link" @click=${act.selectAll}>Select all ${number(total)} results</button>`
    : nothing;
}
