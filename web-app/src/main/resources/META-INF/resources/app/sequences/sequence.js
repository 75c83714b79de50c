/** The page of a sequence: how many of its outreaches are in which state, and the latest ones. */

/**
 * @import { Named, Outreach } from "../api/types.js"
 * @import { Column, Context, RecordDescription } from "../resource/types.js"
 */

import { html } from "../drawing/lit.js";
import { label } from "../drawing/text.js";
import { askToChange, askToDelete } from "../forms/changes.js";
import { RecordScreen } from "../resource/record-screen.js";
import { RelatedList } from "../resource/related-list.js";
import { StateCounts } from "../resource/state-counts.js";
import { router } from "../routing/router.js";
import { ENDPOINT, FIELDS, NOUN, PATH } from "./resource.js";

/** @type {RecordDescription<Named>} */
const SEQUENCE = {
  ...{ endpoint: ENDPOINT, noun: NOUN, list: { title: "Sequences", path: PATH }, prefixes: ["out_"] },
  name: ({ name }) => name,
  facts: () => [],
  parts: ({ id }) => [new StateCounts({ sequence_id: id }), outreachesOf(id)],
  actions: [
    { name: "Rename…", icon: "pencil", key: "e", permission: "manage", run: rename },
    { name: "Delete…", icon: "trash", permission: "manage", danger: true, run: remove },
  ],
};

/** Returns the screen. */
export function open() {
  return new RecordScreen(SEQUENCE);
}

/** @param {string} id */
function outreachesOf(id) {
  /** @type {Column<Outreach>[]} */
  const columns = [
    { name: "Person", value: ({ person, person_id }) => person?.name ?? person_id },
    { name: "Company", value: ({ company }) => company?.name },
    { name: "State", width: "150", value: ({ current_state: state }) => html`<span class="chip" data-state=${state}>${label(state)}</span>` },
  ];
  return new RelatedList({
    ...{ title: "Outreaches", noun: { one: "outreach", many: "outreaches" }, endpoint: "/api/outreaches", columns },
    query: { sequence_id: id, expand: "person,company" },
    name: ({ person, id: outreach }) => person?.name ?? outreach,
    address: (outreach) => `/outreaches?sequence_id=${encodeURIComponent(id)}#${encodeURIComponent(outreach.id)}`,
    all: `/outreaches?sequence_id=${encodeURIComponent(id)}`,
  });
}

/** @param {Named} sequence @param {Context} context */
function rename({ id, name }, { reload }) {
  askToChange({ noun: NOUN.one, path: `${ENDPOINT}/${id}`, fields: FIELDS, values: { name }, done: reload });
}

/** @param {Named} sequence */
function remove({ id, name }) {
  askToDelete({
    ...{ noun: NOUN.one, name, path: `${ENDPOINT}/${id}` },
    text: "Sequences with outreaches can't be deleted. Assign their outreaches to another sequence first.",
    done: () => router.go(PATH),
  });
}
