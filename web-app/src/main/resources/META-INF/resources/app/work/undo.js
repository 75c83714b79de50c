/** Undo for changes of sequences. */

/** @import { Outreach } from "../api/types.js" */

import * as api from "../api/requests.js";
import { update } from "../api/writes.js";
import { outreaches } from "../drawing/text.js";
import { each, inBatches } from "./batches.js";
import { Work } from "./work.js";

/** The most former sequences that the page keeps. Grow does larger assignments by itself, without undo. */
export const MOST_TO_UNDO = 10_000;

/** The sequences of outreaches before a change. Beyond MOST_TO_UNDO, it forgets all of them. */
export class FormerSequences {
  /** @type {Outreach[]} */
  #outreaches = [];

  #count = 0;

  /**
   * Remembers the sequences of outreaches that have been changed.
   *
   * @param {Outreach[]} moved the outreaches before the change
   */
  remember(moved) {
    this.#count += moved.length;
    if (this.#count > MOST_TO_UNDO) {
      this.#outreaches = [];
    } else {
      this.#outreaches.push(...moved);
    }
  }

  /**
   * Returns the work that restores the former sequence of each outreach that is still in `movedTo`; null if there is none.
   *
   * @param {string | null} movedTo
   */
  restoreFrom(movedTo) {
    const before = this.#outreaches;
    return before.length === 0 ? null : new Work({
      doing: `Undoing the change to ${outreaches(before.length)}`,
      did: (work) => `Undid the change to ${outreaches(work.done)}.`,
      total: before.length,
      async *batches() {
        yield* inBatches(before);
      },
      async send(batch, signal) {
        const errors = await each(batch, (outreach) => restore(outreach, movedTo, signal));
        return { done: batch.length - errors.length, errors };
      },
    });
  }
}

/**
 * Restores the former sequence of an outreach, unless its sequence has changed again.
 *
 * @param {Outreach} outreach
 * @param {string | null} movedTo
 * @param {AbortSignal} signal
 */
function restore({ id, sequence_id: former }, movedTo, signal) {
  return update(`/api/outreaches/${id}`, (/** @type {Outreach} */ now) => {
    if (now.sequence_id !== movedTo) {
      throw new api.Refused({ detail: "changed by another user in the meantime; not undone" });
    }
    return { sequence_id: former };
  }, signal);
}
