/** The list of sequences, with the number of their outreaches in each state. */

/**
 * @import { Named, Stats } from "../api/types.js"
 * @import { ListDescription } from "../resource/types.js"
 */

import { get } from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { number } from "../drawing/text.js";
import { askToCreate } from "../forms/changes.js";
import { ListScreen } from "../resource/list-screen.js";
import { shareOfStates } from "../resource/state-counts.js";
import { router } from "../routing/router.js";
import { addressOfSequence, ENDPOINT, FIELDS, NOUN, PATH } from "./resource.js";

/** @type {ListDescription<Named>} */
const SEQUENCES = {
  ...{ path: PATH, endpoint: ENDPOINT, noun: NOUN, title: "Sequences", prefixes: ["seq_", "out_"] },
  empty: "A sequence is a series of messages to a person. Outreaches are assigned to sequences.",
  name: ({ name }) => name,
  address: addressOfSequence,
  query: { per: "25" },
  columns: [
    { name: "Name", sort: "name", value: ({ name }) => name },
    { name: "Outreaches", width: "35%", read: stats, value: (_, /** @type {Stats | undefined} */ counts) => counts && outreachesOf(counts) },
  ],
  filters: [{ name: "name", label: "Search by name", kind: "text", placeholder: "Name" }],
  actions: [{ name: "New sequence…", icon: "plus", key: "o", permission: "manage", run: create }],
};

/** Returns the screen. */
export function open() {
  return new ListScreen(SEQUENCES);
}

/** @param {Named} sequence @param {AbortSignal} signal @returns {Promise<Stats>} */
function stats({ id }, signal) {
  return get("/api/outreaches/stats", { sequence_id: id }, { signal });
}

/** @param {Stats} counts */
function outreachesOf({ by_state: counts }) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return html`<span class="counted">${number(total)}</span>${total > 0 ? shareOfStates(counts) : nothing}`;
}

function create() {
  askToCreate({ noun: NOUN.one, endpoint: ENDPOINT, fields: FIELDS, done: (sequence) => router.go(addressOfSequence(sequence)) });
}
