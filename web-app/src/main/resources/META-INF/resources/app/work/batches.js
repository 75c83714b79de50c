/** Outreaches in batches, and one by one. */

/**
 * @import { Outreach, OutreachPage, Refusal } from "../api/types.js"
 * @import { Selection } from "../outreaches/selection.js"
 */

import { connection } from "../api/connection.js";
import { LARGEST_BATCH, LARGEST_PAGE } from "../api/limits.js";
import * as api from "../api/requests.js";

/** Batches are small enough for visible progress. */
const STEPS = 20;
const SMALLEST_BATCH = 100;

/** A browser sends this many requests to one server at a time. */
const AT_ONCE = 6;

/**
 * Does work for each outreach, a few at a time, and returns the refusals in the API's format.
 *
 * @param {Outreach[]} list
 * @param {(outreach: Outreach) => Promise<void>} work
 */
export async function each(list, work) {
  const left = [...list];
  /** @type {Refusal[]} */
  const errors = [];
  const next = async () => {
    for (let outreach = left.shift(); outreach !== undefined; outreach = left.shift()) {
      try {
        await work(outreach);
      } catch (error) {
        if (!(error instanceof api.Refused)) {
          throw error;
        }
        const gone = error.problem.status === 404;
        errors.push({ id: outreach.id, code: gone ? "not_found" : "refused", detail: gone ? undefined : error.message });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return errors;
}

/**
 * Returns the selected outreaches in batches. For all matches, it reads one page ahead of the work.
 *
 * @param {Selection} selection
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Outreach[], void, void>}
 */
export async function* batchesOf(selection, signal) {
  const size = Math.min(Math.max(Math.ceil(selection.size / STEPS), SMALLEST_BATCH), LARGEST_BATCH);
  if (!selection.everyOf) {
    yield* inBatches([...selection.picked.values()], size);
    return;
  }
  /** @type {(cursor: string) => Promise<OutreachPage>} */
  const page = (cursor) => {
    const query = { ...selection.everyOf, cursor, per: LARGEST_PAGE };
    const answer = connection.persist(() => api.get("/api/outreaches", query, { signal }), signal);
    answer.catch(() => {}); // It may fail before `await next` handles it.
    return answer;
  };
  /** @type {Outreach[]} */
  let batch = [];
  for (let next = /** @type {Promise<OutreachPage> | null} */ (page("start")); next;) {
    const { items, pagination } = await next;
    next = pagination.next_cursor ? page(pagination.next_cursor) : null;
    batch.push(...items.filter(({ id }) => !selection.spared.has(id)));
    while (batch.length >= size) {
      yield batch.splice(0, size);
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/**
 * Returns the outreaches of a list in batches.
 *
 * @param {Outreach[]} list
 */
export function* inBatches(list, size = SMALLEST_BATCH) {
  for (let start = 0; start < list.length; start += size) {
    yield list.slice(start, start + size);
  }
}
