/** The states and what can follow which, as the API tells it; this app knows no rule by itself. */

import * as api from "./api.js";
import { connection } from "./connection.js";
import { redraw } from "./drawing.js";

class States {
  #byName = new Map();
  #known;

  /** Resolves once they are known. */
  loaded = new Promise((resolve) => (this.#known = resolve));

  /** Asks for them, until it has them. */
  async load() {
    const { items } = await connection.persist(() => api.get("/api/outreaches/states"));
    this.#byName = new Map(items.map((item) => [item.state, item]));
    this.#known();
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

  /** The states that can follow. */
  after(state) {
    return this.#byName.get(state)?.allowed_transitions ?? [];
  }
}

export const states = new States();
