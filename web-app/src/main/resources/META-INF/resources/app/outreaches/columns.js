/** The columns of the list of outreaches, and the choice of those to show. */

/**
 * @import { View } from "../address/view.js"
 * @import { Outreach } from "../api/types.js"
 * @typedef {{ key: string, name: string, sort: string, latestFirst?: boolean, cell: (item: Outreach) => unknown }} Column
 */

import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { day, label, moment } from "../drawing/text.js";
import { formDialog } from "../forms/form-dialog.js";

/**
 * The first column, which is always shown.
 *
 * @type {{ key: string, name: string, sort: string, latestFirst?: boolean }}
 */
export const PERSON = { key: "person", name: "Person", sort: "person" };

/**
 * The columns after the person, with their sort keys.
 *
 * @type {Column[]}
 */
export const COLUMNS = [
  {
    ...{ key: "company", name: "Company", sort: "company" },
    cell: ({ company }) => html`<span dir="auto">${company?.name ?? nothing}</span>${company?.domain ? html`<small>${company.domain}</small>` : nothing}`,
  },
  { key: "channel", name: "Channel", sort: "channel", cell: ({ channel }) => html`${icon(channel)}${label(channel)}` },
  { key: "status", name: "State", sort: "status", cell: ({ current_state: state }) => html`<span class="chip" data-state=${state}>${label(state)}</span>` },
  {
    ...{ key: "sequence", name: "Sequence", sort: "sequence" },
    cell: ({ sequence_id: id, sequence }) => html`<span dir="auto">${id ? sequence?.name ?? id : html`<span class="none">No sequence</span>`}</span>`,
  },
  { key: "owner", name: "Owner", sort: "owner", cell: ({ owner }) => html`<span dir="auto">${owner?.name ?? html`<span class="none">No owner</span>`}</span>` },
  { key: "created", name: "Created", sort: "created", latestFirst: true, cell: ({ created_at: at }) => time(at) },
  { key: "changed", name: "Last change", sort: "changed", latestFirst: true, cell: ({ changed_at: at }) => time(at) },
];

/** The keys by which the list can be sorted. */
export const SORTS = [PERSON, ...COLUMNS].map(({ sort }) => sort);

/** @param {string | undefined} at */
function time(at) {
  return at ? html`<time datetime=${at} title=${moment(at)}>${day(at)}</time>` : nothing;
}

/**
 * Returns the columns that a view shows after the person: all usual ones unless it names some.
 *
 * @param {View} view
 */
export function columnsOf(view) {
  const named = (view.columns ?? "").split(",");
  const chosen = COLUMNS.filter(({ key }) => named.includes(key));
  return chosen.length > 0 || named.includes("person") ? chosen : COLUMNS;
}

/**
 * Returns the `columns` of a view that shows these; null for the usual ones.
 *
 * @param {string[]} keys
 */
export function columnsParameter(keys) {
  return keys.length === COLUMNS.length ? null : ["person", ...keys].join(",");
}

/**
 * Asks which columns to show.
 *
 * @param {View} view
 * @param {(columns: string | null) => void} done called with the changed `columns` of the view
 */
export function askForColumns(view, done) {
  const shown = new Set(columnsOf(view).map(({ key }) => key));
  formDialog.ask({
    ...{ title: "Columns", text: "The person is always shown.", submit: "Show columns" },
    fields: COLUMNS.map(({ key, name }) => ({ name: key, label: name, type: "checkbox" })),
    values: Object.fromEntries(COLUMNS.map(({ key }) => [key, shown.has(key)])),
    send: async (form) => COLUMNS.map(({ key }) => key).filter((key) => form.values[key]),
    done: (keys) => done(columnsParameter(keys)),
  });
}
