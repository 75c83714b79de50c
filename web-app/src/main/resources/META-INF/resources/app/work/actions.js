/** The changes to a selection of outreaches, each as Work. */

/**
 * @import { JobAnswer, Named } from "../api/types.js"
 * @import { Selection } from "../outreaches/selection.js"
 * @typedef {{ doing: (count: number) => string, did: (work: Work) => string }} Words
 */

import { LARGEST_BATCH } from "../api/limits.js";
import { writeUndoable } from "../api/writes.js";
import { label, outreaches } from "../drawing/text.js";
import { wordsOf } from "./jobs.js";
import { Work } from "./work.js";

/** The most outreaches that a change is made to without a question first. */
export const MOST_UNASKED = 1_000;

/**
 * Assigns a sequence to all selected outreaches.
 *
 * @param {Selection} selection
 * @param {Named} sequence
 */
export function assign(selection, sequence) {
  return changing(requestsFor(selection), selection.size, "batch_assign", { sequence_id: sequence.id }, {
    doing: (count) => `Assigning ${outreaches(count)} to ${sequence.name}`,
    did: (work) => `Assigned ${outreaches(work.done)} to ${sequence.name}.`,
  });
}

/**
 * Removes all selected outreaches from their sequences.
 *
 * @param {Selection} selection
 */
export function unassign(selection) {
  return changing(requestsFor(selection), selection.size, "batch_assign", { sequence_id: null }, {
    doing: (count) => `Removing ${outreaches(count)} from their sequences`,
    did: (work) => `${outreaches(work.done)} ${work.done === 1 ? "is" : "are"} in no sequence now.`,
  });
}

/**
 * Starts the enrichment of all selected outreaches.
 *
 * @param {Selection} selection
 */
export function startEnrichment(selection) {
  return changing(requestsFor(selection), selection.size, "batch_start_enrichment", {}, {
    doing: (count) => `Starting enrichment of ${outreaches(count)}`,
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
  return changing(requestsFor(selection), selection.size, "batch_transition_to", { state, ...(reason && { reason }) }, {
    doing: (count) => `Moving ${outreaches(count)} to ${label(state)}`,
    did: (work) => `Moved ${outreaches(work.done)} to ${label(state)}.`,
  });
}

/**
 * Returns the change of a job to other outreaches; null if the job makes no such change.
 *
 * @param {JobAnswer} job
 * @param {string[]} ids
 */
export function againOf(job, ids) {
  const { kind, state, sequence_id: sequence, reason } = job;
  /** @type {Record<string, object>} */
  const changes = {
    batch_assign: { sequence_id: sequence },
    batch_transition_to: { state, ...(reason && { reason }) },
    batch_start_enrichment: reason ? { reason } : {},
  };
  if (!kind || !(kind in changes)) {
    return null;
  }
  const { doing, did } = wordsOf(job);
  return changing(inBatches(ids), ids.length, kind, changes[kind], { doing, did: (work) => did(work.done) });
}

/**
 * Returns the fields that name the selected outreaches, for each request: a filter, or up to 10,000 ids.
 *
 * @param {Selection} selection
 * @returns {object[]}
 */
export function requestsFor(selection) {
  if (selection.everyOf) {
    return [{ filter: selection.everyOf, ...(selection.spared.size > 0 && { except_ids: [...selection.spared] }) }];
  }
  return inBatches([...selection.picked.keys()]);
}

/** @param {string[]} ids */
function inBatches(ids) {
  return Array.from({ length: Math.ceil(ids.length / LARGEST_BATCH) }, (_, i) => ({
    outreach_ids: ids.slice(i * LARGEST_BATCH, (i + 1) * LARGEST_BATCH),
  }));
}

/**
 * @param {object[]} selections
 * @param {number} total
 * @param {string} call
 * @param {object} change
 * @param {Words} words
 * @returns {Work}
 */
function changing(selections, total, call, change, words) {
  return new Work({
    doing: words.doing(total),
    did: words.did,
    total,
    requests: selections.map((selection) => () => writeUndoable(`/api/outreaches/${call}`, { ...change, ...selection })),
    again: (ids) => changing(inBatches(ids), ids.length, call, change, words),
  });
}
