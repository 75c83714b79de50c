/** The page of an import: its progress, its summary and its rejected rows. */

/**
 * @import { Context, RecordDescription } from "../resource/types.js"
 * @import { FileImport } from "./types.js"
 */

import { patch } from "../api/requests.js";
import { moment } from "../drawing/text.js";
import { askToDelete } from "../forms/changes.js";
import { confirmation } from "../forms/confirmation.js";
import { RecordScreen } from "../resource/record-screen.js";
import { router } from "../routing/router.js";
import { Rejects } from "./rejects.js";
import { ENDPOINT, isRunning, nameOfImport, NOUN, PATH, starterOf, statusOf } from "./run.js";
import { summary } from "./summary.js";

/** @type {RecordDescription<FileImport>} */
const IMPORT = {
  ...{ endpoint: ENDPOINT, noun: NOUN, list: { title: "Imports", path: PATH }, prefixes: [] },
  name: nameOfImport,
  facts: (run) => [
    { name: "Status", value: statusOf(run) },
    { name: "Started by", value: starterOf(run) },
    { name: "Started", value: moment(run.created_at) },
    { name: "Ended", value: run.finished_at && moment(run.finished_at) },
  ],
  parts: (run) => [new Rejects(run.id)],
  above: summary,
  isChanging: isRunning,
  actions: [
    { name: "Stop…", permission: "work", applies: isRunning, run: stop },
    { name: "Delete…", icon: "trash", permission: "work", danger: true, applies: (run) => !isRunning(run), run: remove },
  ],
};

/** Returns the screen. */
export function open() {
  return new RecordScreen(IMPORT);
}

/**
 * Asks before it stops an import.
 *
 * @param {FileImport} run
 * @param {Pick<Context, "reload">} context
 */
export function stop(run, { reload }) {
  confirmation.ask({
    title: `Stop the import of ${nameOfImport(run)}?`,
    text: run.dry_run ? "The dry run ends without a result." : "Rows that were already imported stay.",
    action: "Stop import",
    run: () => patch(`${ENDPOINT}/${encodeURIComponent(run.id)}/stop`),
    done: reload,
  });
}

/** @param {FileImport} run */
function remove(run) {
  askToDelete({
    ...{ noun: NOUN.one, name: `the import of ${nameOfImport(run)}`, path: `${ENDPOINT}/${encodeURIComponent(run.id)}` },
    text: "The summary and the rejected rows are deleted. Imported records stay.",
    done: () => router.go(PATH),
  });
}
