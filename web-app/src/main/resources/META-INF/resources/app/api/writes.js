/** Writes that happen once, even when Grow is away in between. */

import { connection } from "./connection.js";
import * as api from "./requests.js";

const PAUSE_MS = 500;

/** Changes something once. */
export function write(path, body, signal, tag) {
  return once((key) => api.patch(path, body, { key, tag }), signal);
}

/**
 * Changes something in its latest state, without losing another change made meanwhile.
 *
 * @param changeOf a function of what is there now that returns the fields to write; null if nothing is left to change
 */
export async function update(path, changeOf, signal) {
  for (;;) {
    const { answer: now, tag } = await connection.persist(() => api.getTagged(path, {}, { signal }), signal);
    const body = changeOf(now);
    if (body === null) {
      return;
    }
    try {
      await write(path, body, signal, tag);
      return;
    } catch (error) {
      // It has changed since the read.
      if (error.problem?.status !== 412) {
        throw error;
      }
    }
  }
}

/** Creates something once, and returns it. */
export function create(path, body) {
  return once((key) => api.post(path, body, { key }));
}

/** Sends a write until it gets an answer. The same key on every try makes the API write once. */
async function once(send, signal) {
  const key = api.newKey();
  for (;;) {
    try {
      return await connection.persist(() => send(key), signal);
    } catch (error) {
      // The API is still working on an earlier try. Every other conflict names a field.
      if (error.problem?.status !== 409 || error.problem.errors) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
