/** Names of people, companies, sequences and users by id. The address contains only ids. */

/** @import { Named } from "./types.js" */

import { redraw } from "../drawing/redraw.js";
import { connection } from "./connection.js";
import * as api from "./requests.js";

/** @type {Map<string, string>} */
const known = new Map();

/**
 * The ids whose names are up to date or being read.
 *
 * @type {Set<string>}
 */
const asked = new Set();

/**
 * The requests under way for names that are drawn.
 *
 * @type {Map<string, Promise<void>>}
 */
const requests = new Map();

/**
 * Remembers the names in an answer of the API.
 *
 * @param {(Named | null | undefined)[]} records
 */
export function learn(...records) {
  for (const record of records) {
    if (record) {
      known.set(record.id, record.name);
      asked.add(record.id);
    }
  }
}

/**
 * Reads names again when they are needed next.
 *
 * @param {Set<string> | null} ids the changed records; null if any record may have changed
 */
export function doubt(ids) {
  for (const id of ids ?? [...asked]) {
    asked.delete(id);
    requests.delete(id);
  }
}

/**
 * Returns the name of a record. Returns the id while the name is being read, and if there is none.
 *
 * @param {string} resource
 * @param {string} id
 */
export function nameOf(resource, id) {
  return nameIfKnown(resource, id) ?? id;
}

/**
 * Returns the name of a record; undefined while it is being read, and if there is none.
 *
 * @param {string} resource
 * @param {string | null | undefined} id
 */
export function nameIfKnown(resource, id) {
  if (!id) {
    return undefined;
  }
  if (!asked.has(id)) {
    asked.add(id);
    ask(resource, id);
  }
  return known.get(id);
}

/**
 * Reads the name of a record, unless it is known.
 *
 * @param {string} resource
 * @param {string | null | undefined} id
 * @param {AbortSignal} [signal]
 */
export async function readName(resource, id, signal) {
  if (!id) {
    return undefined;
  }
  if (requests.has(id)) {
    await requests.get(id);
  } else if (!asked.has(id) || !known.has(id)) {
    await read(resource, id, signal);
  }
  return known.get(id);
}

/** @param {string} resource @param {string} id */
async function ask(resource, id) {
  const request = connection.persist(() => read(resource, id));
  requests.set(id, request);
  try {
    await request;
    redraw();
  } catch (error) {
    if (!(error instanceof api.Refused)) {
      throw error;
    }
  } finally {
    if (requests.get(id) === request) {
      requests.delete(id);
    }
  }
}

/** @param {string} resource @param {string} id @param {AbortSignal} [signal] */
async function read(resource, id, signal) {
  const record = await api.get(`/api/${resource}/${encodeURIComponent(id)}`, {}, { signal });
  // A merged record is answered by the one that it was merged into.
  learn(record, { id, name: record.name });
}
