/** The jobs of Grow as Work: running ones of any browser, and the undo of finished ones. */

/** @import { JobAnswer } from "../api/types.js" */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { create } from "../api/writes.js";
import { nameOf } from "../api/names.js";
import { label, outreaches } from "../drawing/text.js";
import { Work } from "./work.js";

/** How many jobs the list of recent changes has. */
const MOST_LISTED = 20;

/** Returns the latest jobs that change outreaches, latest first. */
export async function recentJobs() {
  /** @type {{ items: JobAnswer[] }} */
  const { items } = await connection.persist(() => api.get("/api/jobs", { per: MOST_LISTED }));
  return items.filter((job) => isChange(job));
}

/** Returns the work of the jobs that run now, oldest first. */
export async function jobsUnderWay() {
  const running = (await recentJobs()).filter(({ finished_at: end }) => !end);
  return running.reverse().map(workOf);
}

/** @param {JobAnswer} job */
function isChange({ kind, dry_run: isDry }) {
  return !isDry && (kind === "undo" || kind?.startsWith("batch_"));
}

/**
 * Returns the work that shows the progress of a job.
 *
 * @param {JobAnswer} job
 */
export function workOf(job) {
  const { doing, did } = wordsOf(job);
  return new Work({
    doing: doing(job.total_count),
    did: (work) => did(work.done),
    total: job.total_count,
    requests: [() => Promise.resolve({ answer: job })],
  });
}

/**
 * Returns the work that undoes other work; null if it has nothing to undo.
 *
 * @param {Work} work
 */
export function undoOf({ undoPaths, done }) {
  return undoPaths.length === 0 ? null : undoing([...undoPaths].reverse(), done);
}

/**
 * Returns the work that undoes a finished job.
 *
 * @param {JobAnswer} job
 */
export function undoOfJob({ id, success_count: count }) {
  return undoing([`/api/jobs/${id}/undo`], count);
}

/** @param {string[]} paths @param {number} count */
function undoing(paths, count) {
  return new Work({
    doing: `Undoing the change to ${outreaches(count)}`,
    did: (work) => `Undid the change to ${outreaches(work.done)}.`,
    total: count,
    requests: paths.map((path) => async () => ({ answer: await create(path, {}) })),
  });
}

/**
 * Returns the result of a job as a sentence.
 *
 * @param {JobAnswer} job
 */
export function resultOfJob(job) {
  const { doing, did } = wordsOf(job);
  return job.finished_at ? did(job.success_count) : `${doing(job.total_count)}…`;
}

/**
 * Returns what a job does and did, in words.
 *
 * @param {JobAnswer} job
 * @returns {{ doing: (count: number) => string, did: (count: number) => string }}
 */
export function wordsOf({ kind, state, sequence_id: sequence }) {
  if (kind === "undo") {
    return { doing: (count) => `Undoing the change to ${outreaches(count)}`, did: (count) => `Undid the change to ${outreaches(count)}.` };
  }
  if (kind !== "batch_assign") {
    const to = label(state ?? "");
    return { doing: (count) => `Moving ${outreaches(count)} to ${to}`, did: (count) => `Moved ${outreaches(count)} to ${to}.` };
  }
  if (!sequence) {
    return {
      doing: (count) => `Removing ${outreaches(count)} from their sequences`,
      did: (count) => `${outreaches(count)} ${count === 1 ? "is" : "are"} in no sequence now.`,
    };
  }
  const name = () => nameOf("sequences", sequence);
  return { doing: (count) => `Assigning ${outreaches(count)} to ${name()}`, did: (count) => `Assigned ${outreaches(count)} to ${name()}.` };
}
