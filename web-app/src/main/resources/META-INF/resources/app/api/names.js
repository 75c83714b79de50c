/** The names of the people, companies, sequences and users that a view filters by; the address has their ids alone. */

import { redraw } from "../drawing/redraw.js";
import { connection } from "./connection.js";
import * as api from "./requests.js";

const known = new Map();
const asked = new Set();

/** To be told of each `{id, name}` that comes along. */
export function learn(...things) {
  for (const thing of things) {
    if (thing) {
      known.set(thing.id, thing.name);
    }
  }
}

/** The name of an id, or the id while its name is being asked for and when there is none. */
export function nameOf(resource, id) {
  if (!known.has(id) && !asked.has(id)) {
    asked.add(id);
    ask(resource, id);
  }
  return known.get(id) ?? id;
}

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
