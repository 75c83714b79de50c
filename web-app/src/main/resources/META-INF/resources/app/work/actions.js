/** The changes to a selection of outreaches, each as Work. */

/**
 * @import { BatchAnswer, JobAnswer, Named } from "../api/types.js"
 * @import { Selection } from "../outreaches/selection.js"
 * @import { Outcome } from "./work.js"
 * @typedef {{ doing: string, did: (work: Work) => string }} Words
 */

import { LARGEST_BATCH } from "../api/limits.js";
import * as api from "../api/requests.js";
import { write } from "../api/writes.js";
import { label, outreaches } from "../drawing/text.js";
import { batchesOf, each } from "./batches.js";
import { Job } from "./jobs.js";
import { FormerSequences, MOST_TO_UNDO } from "./undo.js";
import { Work } from "./work.js";

const TRANSITION = "/api/outreaches/batch_transition_to";

/**
 * Assigns a sequence to all selected outreaches.
 *
 * @param {Selection} selection
 * @param {Named} sequence
 */
export function assign(selection, sequence) {
  const before = new FormerSequences();
  /** @type {Words & { total: number }} */
  const words = {
    doing: `Assigning ${outreaches(selection.size)} to ${sequence.name}`,
    did: (work) => `Assigned ${outreaches(work.done)} to ${sequence.name}.`,
    total: selection.size,
  };
  if (selection.filter && selection.size > MOST_TO_UNDO) {
    const body = { sequence_id: sequence.id, filter: selection.filter };
    return new Job({ ...words, ask: () => write("/api/outreaches/batch_assign", body) });
  }
  return new Work({
    ...words,
    batches: (signal) => batchesOf(selection, signal),
    async send(batch, signal) {
      const body = { sequence_id: sequence.id, outreach_ids: batch.map(({ id }) => id) };
      /** @type {BatchAnswer} */
      const { updated_count: done = 0, errors = [] } = await write("/api/outreaches/batch_assign", body, signal);
      const refused = new Set(errors.map(({ id }) => id));
      before.remember(batch.filter(({ id, sequence_id: old }) => old !== sequence.id && !refused.has(id)));
      return { done, errors };
    },
    undo: () => before.restoreFrom(sequence.id),
  });
}

/**
 * Removes all selected outreaches from their sequences. The API removes one per request.
 *
 * @param {Selection} selection
 */
export function unassign(selection) {
  const before = new FormerSequences();
  return new Work({
    doing: `Removing ${outreaches(selection.size)} from their sequences`,
    did: (work) => `Removed ${outreaches(work.done)} from ${work.done === 1 ? "its sequence" : "their sequences"}.`,
    total: selection.size,
    batches: (signal) => batchesOf(selection, signal),
    async send(batch, signal) {
      const assigned = batch.filter(({ sequence_id: sequence }) => sequence !== null);
      const errors = await each(assigned, ({ id }) => write(`/api/outreaches/${id}`, { sequence_id: null }, signal));
      const refused = new Set(errors.map(({ id }) => id));
      before.remember(assigned.filter(({ id }) => !refused.has(id)));
      return { done: assigned.length - errors.length, errors };
    },
    undo: () => before.restoreFrom(null),
  });
}

/**
 * Starts the enrichment of all selected outreaches.
 *
 * @param {Selection} selection
 */
export function startEnrichment(selection) {
  return changing(selection, "/api/outreaches/batch_start_enrichment", {}, {
    doing: `Starting enrichment of ${outreaches(selection.size)}`,
    did: (work) => `Started enrichment of ${outreaches(work.done)}.`,
  });
}

/**
 * Moves all selected outreaches to a state, with a reason for their history.
 *
 * @param {Selection} selection
 * @param {string} state
 * @param {string} reason "" for none
 */
export function moveTo(selection, state, reason) {
  return changing(selection, TRANSITION, { state, ...(reason && { reason }) }, {
    doing: `Moving ${outreaches(selection.size)} to ${label(state)}`,
    did: (work) => `Moved ${outreaches(work.done)} to ${label(state)}.`,
  });
}

/**
 * Returns the outcome that a move would have; null if one request can't check the whole selection.
 *
 * @param {Selection} selection
 * @param {string} state
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome | null>}
 */
export async function tryMove(selection, state, signal) {
  if (selection.size > LARGEST_BATCH || (selection.everyOf && !selection.filter)) {
    return null;
  }
  const which = selection.filter ? { filter: selection.filter } : { outreach_ids: [...selection.picked.keys()] };
  /** @type {BatchAnswer | JobAnswer} */
  const answer = await api.patch(TRANSITION, { state, dry_run: true, ...which }, { key: null, signal });
  // A status means a job: by now, the filter matches more than one request can check.
  return answer.status ? null : { done: answer.success_count ?? 0, errors: answer.errors ?? [] };
}

/**
 * Returns the work that changes the whole selection: by its filter in one request, or by ids in batches.
 *
 * @param {Selection} selection
 * @param {string} path
 * @param {object} change
 * @param {Words} words
 */
function changing(selection, path, change, words) {
  if (selection.filter) {
    const body = { ...change, filter: selection.filter };
    return new Job({ ...words, total: selection.size, ask: () => write(path, body) });
  }
  return new Work({
    ...words,
    total: selection.size,
    batches: (signal) => batchesOf(selection, signal),
    async send(batch, signal) {
      const body = { ...change, outreach_ids: batch.map(({ id }) => id) };
      /** @type {BatchAnswer} */
      const { success_count: done = 0, errors = [] } = await write(path, body, signal);
      return { done, errors };
    },
  });
}
