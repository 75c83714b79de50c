/** What can be done with a selection of outreaches, as Work. */

import * as api from "./api.js";
import { connection } from "./connection.js";
import { outreaches } from "./words.js";
import { Work } from "./work.js";

/** The most that the API takes in one call, and in one page. */
const LARGEST_BATCH = 10_000;
const LARGEST_PAGE = 500;

/** Small enough batches to see it move. */
const STEPS = 20;
const SMALLEST_BATCH = 100;

/** How many former assignments are kept in memory. */
export const MOST_TO_UNDO = 100_000;

const AT_ONCE = 4;
const PAUSE_MS = 500;

/** Assigns a sequence to all that are selected. */
export function assign(selection, sequence) {
  const before = new Map();
  let remembered = 0;
  return new Work({
    doing: `Assigning ${outreaches(selection.size)} to ${sequence.name}`,
    did: (work) => `Assigned ${outreaches(work.done)} to ${sequence.name}.`,
    total: selection.size,
    batches: (signal) => batchesOf(selection, signal),
    async send(batch, signal) {
      const body = { sequence_id: sequence.id, outreach_ids: batch.map(({ id }) => id) };
      const { updated_count: done, errors = [] } = await write("/api/outreaches/batch_assign", body, signal);
      const refused = new Set(errors.map(({ id }) => id));
      const moved = batch.filter(({ id, sequence_id: old }) => old !== sequence.id && !refused.has(id));
      remembered += moved.length;
      if (remembered > MOST_TO_UNDO) {
        before.clear();
      } else {
        moved.forEach(({ id, sequence_id: old }) => (before.get(old) ?? before.set(old, []).get(old)).push(id));
      }
      return { done, errors };
    },
    undo: () => (before.size === 0 ? null : assignBack(before)),
  });
}

/** Takes one outreach out of its sequence. */
export function unassign(outreach) {
  return new Work({
    doing: "Removing 1 outreach from its sequence",
    did: () => "Removed 1 outreach from its sequence.",
    total: 1,
    batches: async function* () {
      yield [outreach];
    },
    send: (batch, signal) => unassignAll(batch.map(({ id }) => id), signal),
    undo: () => assignBack(new Map([[outreach.sequence_id, [outreach.id]]])),
  });
}

/** Starts the enrichment of all that are selected. */
export function startEnrichment(selection) {
  return new Work({
    doing: `Starting enrichment of ${outreaches(selection.size)}`,
    did: (work) => `Started enrichment of ${outreaches(work.done)}.`,
    total: selection.size,
    batches: (signal) => batchesOf(selection, signal),
    async send(batch, signal) {
      const body = { outreach_ids: batch.map(({ id }) => id) };
      const { success_count: done, errors = [] } = await write("/api/outreaches/batch_start_enrichment", body, signal);
      return { done, errors };
    },
  });
}

/** Puts outreaches back into the sequences that they were in: sequence id, or null for none → outreach ids. */
function assignBack(before) {
  const total = [...before.values()].reduce((sum, ids) => sum + ids.length, 0);
  return new Work({
    doing: `Putting back ${outreaches(total)}`,
    did: (work) => `Put back ${outreaches(work.done)}.`,
    total,
    async *batches() {
      for (const [sequenceId, ids] of before) {
        for (const part of parts(ids, sequenceId ? LARGEST_BATCH : SMALLEST_BATCH)) {
          yield part.map((id) => ({ id, sequence_id: sequenceId }));
        }
      }
    },
    async send(batch, signal) {
      const ids = batch.map(({ id }) => id);
      if (batch[0].sequence_id === null) {
        return unassignAll(ids, signal);
      }
      const body = { sequence_id: batch[0].sequence_id, outreach_ids: ids };
      const { updated_count: done, errors = [] } = await write("/api/outreaches/batch_assign", body, signal);
      return { done, errors };
    },
  });
}

/** The API takes outreaches out of their sequences one by one alone. */
async function unassignAll(ids, signal) {
  const left = [...ids];
  const errors = [];
  const one = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      try {
        await write(`/api/outreaches/${id}`, { sequence_id: null }, signal);
      } catch (error) {
        if (!(error instanceof api.Refused)) {
          throw error;
        }
        errors.push({ id, code: "refused", detail: error.message });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return { done: ids.length - errors.length, errors };
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

/** Writes once, however often it takes to get an answer: the key tells the API that it is the same write. */
async function write(path, body, signal) {
  const key = api.newKey();
  for (;;) {
    try {
      return await connection.persist(() => api.patch(path, body, { key }), signal);
    } catch (error) {
      // An earlier try is still being worked on; neither of these writes has another reason for a conflict.
      if (error.problem?.status !== 409) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
