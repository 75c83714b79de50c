/** The bar above the list: the count of outreaches, or the selection and its changes. */

import { html, nothing } from "../drawing/lit.js";
import { number, outreaches } from "../drawing/text.js";

/**
 * @param page the page that is shown, or null before the first
 * @param busy whether other work has to end first
 * @param act {assign}, {startEnrichment}, {move}, {unassign}: begin a change; {selectAll}, {clear}: change the selection
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

/** Which outreaches are selected: all matches, or a page, with a way to all matches. */
function scope({ pagination: { total_count: total }, items }, selection, act) {
  if (selection.everyOf) {
    return html`<span class="why">of all ${number(total)} that match</span>`;
  }
  return items.every((item) => selection.has(item.id)) && total > selection.size
    ? html`<button type="button" class="link" @click=${act.selectAll}>Select all ${number(total)} that match</button>`
    : nothing;
}
