/** Writes that happen once, even if Grow can't be reached in between. */

import { connection } from "./connection.js";
import * as api from "./requests.js";

const PAUSE_MS = 500;

/**
 * Changes a record once.
 *
 * @param {string} path
 * @param {object} body
 * @param {AbortSignal} [signal]
 * @param {string | null} [tag]
 */
export function write(path, body, signal, tag) {
  return once((key) => api.patch(path, body, { key, tag }), signal);
}

/**
 * Changes many records once, and returns the answer with the path of the request that undoes the change.
 *
 * @param {string} path
 * @param {object} body
 * @returns {Promise<{ answer: any, undo: string | null }>}
 */
export function writeUndoable(path, body) {
  return once((key) => api.patchUndoable(path, body, { key }));
}

/**
 * Changes a record in its latest state, and keeps concurrent changes.
 *
 * @param {string} path
 * @param {(now: any) => object | null} changeOf returns the fields to write; null if nothing is left to change
 * @param {AbortSignal} [signal]
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
      if (!(error instanceof api.Refused) || error.problem.status !== 412) {
        throw error;
      }
    }
  }
}

/**
 * Creates a record once, and returns it.
 *
 * @param {string} path
 * @param {object} body
 * @param {AbortSignal} [signal]
 */
export function create(path, body, signal) {
  return once((key) => api.post(path, body, { key, signal }), signal);
}

/**
 * Sends a write that is not repeated, because the API does not store its answer with a secret. Without an answer, it rejects with
 * a problem that says so.
 *
 * @param {string} path
 * @param {object} body
 */
export async function createSecret(path, body) {
  try {
    return await api.post(path, body, { key: null });
  } catch (error) {
    if (!(error instanceof api.Unreachable)) {
      throw error;
    }
    connection.lost(error);
    throw new api.Refused({ detail: `${error.message} The secret is lost if Grow created it. Try again to create another one.` });
  }
}

/**
 * Deletes a record. A record that is gone at a later try was deleted by an earlier one.
 *
 * @param {string} path
 */
export function remove(path) {
  let tries = 0;
  return connection.persist(async () => {
    tries += 1;
    try {
      await api.remove(path);
    } catch (error) {
      if (tries === 1 || !(error instanceof api.Refused) || error.problem.status !== 404) {
        throw error;
      }
    }
  });
}

/**
 * Sends a write until it gets an answer. The same key on every try makes the API write once.
 *
 * @param {(key: string) => Promise<any>} send
 * @param {AbortSignal} [signal]
 */
async function once(send, signal) {
  const key = api.newKey();
  for (;;) {
    try {
      return await connection.persist(() => send(key), signal);
    } catch (error) {
      // The API is still working on an earlier try. Every other conflict names a field.
      if (!(error instanceof api.Refused) || error.problem.status !== 409 || error.problem.errors) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
