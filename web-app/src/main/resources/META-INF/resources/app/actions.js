/** What can be done with a selection of outreaches, as Work. */

import * as api from "./api.js";
import { connection } from "./connection.js";
import { Job } from "./jobs.js";
import { label, outreaches } from "./words.js";
import { Work } from "./work.js";

/** The most that the API takes in one call, and in one page. */
const LARGEST_BATCH = 10_000;
const LARGEST_PAGE = 500;

/** Small enough batches to see it move. */
const STEPS = 20;
const SMALLEST_BATCH = 100;

/** How many former assignments are kept in memory; more are assigned by Grow itself, which knows them not. */
export const MOST_TO_UNDO = 10_000;

/** As many as a browser sends to one server at a time. */
const AT_ONCE = 6;
const PAUSE_MS = 500;

const TRANSITION = "/api/outreaches/batch_transition_to";

/** Assigns a sequence to all that are selected. */
export function assign(selection, sequence) {
  const before = new Before();
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
      const { updated_count: done, errors = [] } = await write("/api/outreaches/batch_assign", body, signal);
      const refused = new Set(errors.map(({ id }) => id));
      before.remember(batch.filter(({ id, sequence_id: old }) => old !== sequence.id && !refused.has(id)));
      return { done, errors };
    },
    undo: () => before.putBack(sequence.id),
  });
}

/** Takes all that are selected out of their sequences; the API does so one by one alone. */
export function unassign(selection) {
  const before = new Before();
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
    undo: () => before.putBack(null),
  });
}

/** Starts the enrichment of all that are selected. */
export function startEnrichment(selection) {
  return changing(selection, "/api/outreaches/batch_start_enrichment", {}, {
    doing: `Starting enrichment of ${outreaches(selection.size)}`,
    did: (work) => `Started enrichment of ${outreaches(work.done)}.`,
  });
}

/** Moves all that are selected to a state, with a reason for their history, or "" for none. */
export function moveTo(selection, state, reason) {
  return changing(selection, TRANSITION, { state, ...(reason && { reason }) }, {
    doing: `Moving ${outreaches(selection.size)} to ${label(state)}`,
    did: (work) => `Moved ${outreaches(work.done)} to ${label(state)}.`,
  });
}

/** What would become of a move: {done, errors}. Only of as many as the API tells at once; null for more. */
export async function tryMove(selection, state, signal) {
  if (selection.size > LARGEST_BATCH || (selection.everyOf && !selection.filter)) {
    return null;
  }
  const which = selection.filter ? { filter: selection.filter } : { outreach_ids: [...selection.picked.keys()] };
  const answer = await api.patch(TRANSITION, { state, dry_run: true, ...which }, { key: null, signal });
  // There were few when they were counted, and now they are so many that only a job could tell.
  return answer.status ? null : { done: answer.success_count, errors: answer.errors ?? [] };
}

/** A change of all that are selected: by their filter where there is one, so that Grow does it by itself, else by their ids. */
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
      const { success_count: done, errors = [] } = await write(path, body, signal);
      return { done, errors };
    },
  });
}

/** The sequences that outreaches were in, to put them back; forgotten once there are too many. */
class Before {
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

  /** The work that puts back all that are still in the sequence that they were moved to; null if there is nothing to. */
  putBack(movedTo) {
    const before = this.#outreaches;
    return before.length === 0 ? null : new Work({
      doing: `Putting back ${outreaches(before.length)}`,
      did: (work) => `Put back ${outreaches(work.done)}.`,
      total: before.length,
      async *batches() {
        yield* parts(before, SMALLEST_BATCH);
      },
      async send(batch, signal) {
        const errors = await each(batch, (outreach) => putBack(outreach, movedTo, signal));
        return { done: batch.length - errors.length, errors };
      },
    });
  }
}

/** Puts one outreach back into its former sequence, unless somebody has moved it on since. */
async function putBack({ id, sequence_id: former }, movedTo, signal) {
  const path = `/api/outreaches/${id}`;
  for (;;) {
    const { answer: now, tag } = await connection.persist(() => api.getTagged(path, {}, { signal }), signal);
    if (now.sequence_id !== movedTo) {
      throw new api.Refused({ detail: "changed by somebody else since, and left alone" });
    }
    try {
      return await write(path, { sequence_id: former }, signal, tag);
    } catch (error) {
      // Something about it has changed since it was read, which need not be its sequence.
      if (error.problem?.status !== 412) {
        throw error;
      }
    }
  }
}

/** Does `work` for each of some outreaches, a few at a time, and lists those whose work was refused as the API would. */
async function each(list, work) {
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

/** What is selected, in batches; all that match are walked by the API's cursor, one page ahead of the work. */
async function* batchesOf(selection, signal) {
  const size = Math.min(Math.max(Math.ceil(selection.size / STEPS), SMALLEST_BATCH), LARGEST_BATCH);
  if (!selection.everyOf) {
    yield* parts([...selection.picked.values()], size);
    return;
  }
  const page = (cursor) => {
    const query = { ...selection.everyOf, cursor, per: LARGEST_PAGE };
    const answer = connection.persist(() => api.get("/api/outreaches", query, { signal }), signal);
    answer.catch(() => {}); // Nobody may be waiting for it when it fails; who does is told.
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

function* parts(list, size) {
  for (let start = 0; start < list.length; start += size) {
    yield list.slice(start, start + size);
  }
}

/** Changes something once; see `once`. */
function write(path, body, signal, tag) {
  return once((key) => api.patch(path, body, { key, tag }), signal);
}

/** Creates something, once, and returns it. */
export function create(path, body) {
  return once((key) => api.post(path, body, { key }));
}

/** Writes once, however often it takes to get an answer: the key tells the API that it is the same write. */
async function once(send, signal) {
  const key = api.newKey();
  for (;;) {
    try {
      return await connection.persist(() => send(key), signal);
    } catch (error) {
      // An earlier try is still being worked on. Every other conflict names the field to blame.
      if (error.problem?.status !== 409 || error.problem.errors) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
