/** The page of a sequence: how many of its outreaches are in which state, and the latest ones. */

/**
 * @import { Named } from "../api/types.js"
 * @import { Context, RecordDescription } from "../resource/types.js"
 */

import { auditOf } from "../audit/record-audit.js";
import { askToChange, askToDelete } from "../forms/changes.js";
import { outreachesOf } from "../outreach/related.js";
import { RecordScreen } from "../resource/record-screen.js";
import { StateCounts } from "../resource/state-counts.js";
import { router } from "../routing/router.js";
import { ENDPOINT, FIELDS, NOUN, PATH } from "./resource.js";

/** @type {RecordDescription<Named>} */
const SEQUENCE = {
  ...{ endpoint: ENDPOINT, noun: NOUN, list: { title: "Sequences", path: PATH }, prefixes: ["out_"] },
  name: ({ name }) => name,
  facts: () => [],
  parts: ({ id }) => [new StateCounts({ sequence_id: id }), outreachesOf({ sequence_id: id }, ["person", "company", "channel", "state"]), ...auditOf(id)],
  actions: [
    { name: "Rename…", icon: "pencil", key: "e", permission: "manage", run: rename },
    { name: "Delete…", icon: "trash", permission: "manage", danger: true, run: remove },
  ],
};

/** Returns the screen. */
export function open() {
  return new RecordScreen(SEQUENCE);
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
