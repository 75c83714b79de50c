/** Names of people, companies, sequences and users by id. The address contains only ids. */

/** @import { Named } from "./types.js" */

import { redraw } from "../drawing/redraw.js";
import { connection } from "./connection.js";
import * as api from "./requests.js";

/** @type {Map<string, string>} */
const known = new Map();

/** @type {Set<string>} */
const asked = new Set();

/**
 * Remembers the names in an answer of the API.
 *
 * @param {(Named | null | undefined)[]} records
 */
export function learn(...records) {
  for (const record of records) {
    if (record) {
      known.set(record.id, record.name);
    }
  }
}

/**
 * Returns the name of a record. Returns the id while the name is being read, and if there is none.
 *
 * @param {string} resource
 * @param {string} id
 */
export function nameOf(resource, id) {
  if (!known.has(id) && !asked.has(id)) {
    asked.add(id);
    ask(resource, id);
  }
  return known.get(id) ?? id;
}

/** @param {string} resource @param {string} id */
async function ask(resource, id) {
  try {
    learn(await connection.persist(() => api.get(`/api/${resource}/${encodeURIComponent(id)}`)));
    redraw();
  } catch (error) {
    if (!(error instanceof api.Refused)) {
      throw error;
    }
  }
}
