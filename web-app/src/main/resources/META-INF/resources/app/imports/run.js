/** Words for imports. */

/** @import { FileImport } from "./types.js" */

import { nameOf } from "../api/names.js";
import { html } from "../drawing/lit.js";
import { counted, label } from "../drawing/text.js";
import { statusText } from "../parts/status.js";

export const ENDPOINT = "/api/imports";
export const PATH = "/imports";
export const NOUN = { one: "import", many: "imports" };
export const ROWS = { one: "row", many: "rows" };

/** @param {{ id: string }} run */
export function addressOfImport({ id }) {
  return `${PATH}/${encodeURIComponent(id)}`;
}

/** @param {FileImport} run */
export function nameOfImport({ files, id }) {
  return files.length > 0 ? files.join(", ") : id;
}

/**
 * Returns whether an import has not ended.
 *
 * @param {FileImport} run
 */
export function isRunning({ finished_at: ended }) {
  return ended === null;
}

/** @param {FileImport} run */
export function statusOf({ status, dry_run: dry, rejected_count: rejected }) {
  const word = status === "completed" && rejected > 0 ? `Completed, ${counted(rejected, ROWS)} rejected` : label(status);
  const tone = status === "failed" ? "bad" : status === "stopped" || rejected > 0 ? "warn" : status === "completed" ? "good" : "busy";
  return html`${statusText(tone, word)}${dry ? html` <span class="why">Dry run</span>` : ""}`;
}

/** @param {FileImport} run */
export function starterOf({ created_by: user }) {
  return user ? nameOf("users", user) : null;
}
