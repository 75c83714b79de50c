/** Jobs in words. */

/** @import { JobAnswer } from "../api/types.js" */

import { counted, label } from "../drawing/text.js";
import { statusText } from "../parts/status.js";
import { resultOfJob } from "../work/jobs.js";

export const ENDPOINT = "/api/jobs";
export const PATH = "/activity";
export const NOUN = { one: "job", many: "jobs" };

const RECORDS = { one: "record", many: "records" };
const PAIRS = { one: "pair", many: "pairs" };
const TONES = { queued: "busy", running: "busy", completed: "good", stopped: "warn", failed: "bad" };

/** @param {JobAnswer} job */
export function nameOfJob(job) {
  const name = nameOfKind(job);
  return job.dry_run ? `Dry run: ${name}` : name;
}

/** @param {JobAnswer} job */
function nameOfKind(job) {
  if (job.kind === "search_duplicates") {
    return job.finished_at ? `Searched ${counted(job.done_count, RECORDS)} for duplicates` : "Searching for duplicates";
  }
  if (job.kind === "merge_exact_duplicates") {
    return job.finished_at ? `Merged ${counted(job.success_count, PAIRS)} of duplicates` : "Merging exact duplicates";
  }
  return resultOfJob(job).replace(/[.…]$/, "");
}

/** @param {JobAnswer} job */
export function addressOfJob({ id }) {
  return `${PATH}/${encodeURIComponent(id)}`;
}

/** @param {JobAnswer} job */
export function isRunning({ finished_at: ended }) {
  return !ended;
}

/** @param {JobAnswer} job */
export function statusOf({ status, undone_by: undone }) {
  return statusText(TONES[status], undone ? "Undone" : label(status));
}

/**
 * Returns whether the caller can undo a job now.
 *
 * @param {JobAnswer} job
 */
export function isUndoable({ undoable_until: until, finished_at: ended }) {
  return Boolean(ended && until && new Date(until) > new Date());
}
