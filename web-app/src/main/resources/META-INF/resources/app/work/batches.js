/** Outreaches in batches, and one by one. */

import { connection } from "../api/connection.js";
import { LARGEST_BATCH, LARGEST_PAGE } from "../api/limits.js";
import * as api from "../api/requests.js";

/** Batches are small enough for visible progress. */
const STEPS = 20;
const SMALLEST_BATCH = 100;

/** A browser sends this many requests to one server at a time. */
const AT_ONCE = 6;

/** Does `work` for each outreach, a few at a time, and returns the refusals in the API's format. */
export async function each(list, work) {
  const left = [...list];
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

/** The selected outreaches in batches. For all matches, it reads the API's cursor one page ahead of the work. */
export async function* batchesOf(selection, signal) {
  const size = Math.min(Math.max(Math.ceil(selection.size / STEPS), SMALLEST_BATCH), LARGEST_BATCH);
  if (!selection.everyOf) {
    yield* inBatches([...selection.picked.values()], size);
    return;
  }
  const page = (cursor) => {
    const query = { ...selection.everyOf, cursor, per: LARGEST_PAGE };
    const answer = connection.persist(() => api.get("/api/outreaches", query, { signal }), signal);
    answer.catch(() => {}); // It may fail before `await next` handles it.
    return answer;
  };
  let batch = [];
  for (let next = page("start"); next;) {
    const { items, pagination } = await next;
    next = pagination.next_cursor === null ? null : page(pagination.next_cursor);
    batch.push(...items.filter(({ id }) => !selection.spared.has(id)));
    while (batch.length >= size) {
      yield batch.splice(0, size);
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** The outreaches of a list in batches. */
export function* inBatches(list, size = SMALLEST_BATCH) {
  for (let start = 0; start < list.length; start += size) {
    yield list.slice(start, start + size);
  }
}
