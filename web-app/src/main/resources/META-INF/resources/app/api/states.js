/** The states, as the API tells them; this app knows no rule by itself. */

import { redraw } from "../drawing/redraw.js";
import { connection } from "./connection.js";
import * as api from "./requests.js";

class States {
  #byName = new Map();

  /** Asks for them, until it has them. */
  async load() {
    const { items } = await connection.persist(() => api.get("/api/outreaches/states"));
    this.#byName = new Map(items.map((item) => [item.state, item]));
    redraw();
  }

  /** Their words, in the API's order; none before they are loaded. */
  get all() {
    return [...this.#byName.keys()];
  }

  /** What a state means, or nothing if it is not known. */
  meaning(state) {
    return this.#byName.get(state)?.meaning ?? "";
  }
}

export const states = new States();
