/** The outreaches that a change could not be made to, by reason in words. */

/** @import { Outreach, Refusal } from "../api/types.js" */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";
import { label, sentence } from "../drawing/text.js";

const MOVE = /cannot transition from '(\w+)' to '(\w+)'(?:: guard '\w+' refused, since (.+?); allowed)?/;

export class Refusals {
  /**
   * The ids by reason.
   *
   * @type {Map<string, string[]>}
   */
  byReason = new Map();

  /** @param {Refusal[]} refusals */
  add(refusals) {
    for (const refusal of refusals) {
      const reason = reasonOf(refusal);
      const ids = this.byReason.get(reason) ?? [];
      ids.push(refusal.id);
      this.byReason.set(reason, ids);
    }
  }

  /** The ids of all listed outreaches. Grow lists the first 1,000 of a job. */
  get ids() {
    return [...this.byReason.values()].flat();
  }
}

/**
 * Returns the reason of a refusal as a sentence.
 *
 * @param {Refusal} refusal
 */
export function reasonOf({ code, detail = "" }) {
  if (code === "not_found") {
    return "No longer exists.";
  }
  if (code === "changed_since") {
    return "Changed by somebody else in the meantime.";
  }
  const [, from, to, why] = MOVE.exec(detail) ?? [];
  if (why) {
    return sentence(why);
  }
  if (from) {
    return from === to ? `Already in the state ${label(from)}.` : `${label(from)} can’t be followed by ${label(to)}.`;
  }
  return sentence(detail || label(code));
}

/** @type {Map<string, string>} */
const names = new Map();

/**
 * Returns the person and the channel of an outreach. Returns the id while they are being read, and if it is gone.
 *
 * @param {string} id
 */
export function nameOfOutreach(id) {
  if (!names.has(id)) {
    names.set(id, id);
    read(id);
  }
  return names.get(id) ?? id;
}

/** @param {string} id */
async function read(id) {
  try {
    /** @type {Outreach} */
    const outreach = await connection.persist(() => api.get(`/api/outreaches/${encodeURIComponent(id)}`, { expand: "person" }));
    if (outreach.person) {
      names.set(id, `${outreach.person.name} (${label(outreach.channel)})`);
      redraw();
    }
  } catch (error) {
    if (!(error instanceof api.Refused)) {
      throw error;
    }
  }
}
