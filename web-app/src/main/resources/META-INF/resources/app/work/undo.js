/** Undo for changes of sequences. */

import * as api from "../api/requests.js";
import { update } from "../api/writes.js";
import { outreaches } from "../drawing/text.js";
import { each, inBatches } from "./batches.js";
import { Work } from "./work.js";

/** How many former sequences the page keeps; Grow itself does larger assignments, without undo. */
export const MOST_TO_UNDO = 10_000;

/** The sequences that outreaches had before a change; it forgets them all once there are more than MOST_TO_UNDO. */
export class FormerSequences {
  #outreaches = [];
  #count = 0;

  remember(moved) {
    this.#count += moved.length;
    if (this.#count > MOST_TO_UNDO) {
      this.#outreaches = [];
    } else {
      this.#outreaches.push(...moved);
    }
  }

  /** The work that restores the former sequence of each outreach still in `movedTo`; null if there is none to restore. */
  restoreFrom(movedTo) {
    const before = this.#outreaches;
    return before.length === 0 ? null : new Work({
      doing: `Putting back ${outreaches(before.length)}`,
      did: (work) => `Put back ${outreaches(work.done)}.`,
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

/** Restores the former sequence of one outreach, unless another change has replaced the sequence since. */
function restore({ id, sequence_id: former }, movedTo, signal) {
  return update(`/api/outreaches/${id}`, (now) => {
    if (now.sequence_id !== movedTo) {
      throw new api.Refused({ detail: "changed by somebody else since, and left alone" });
    }
    return { sequence_id: former };
  }, signal);
}
