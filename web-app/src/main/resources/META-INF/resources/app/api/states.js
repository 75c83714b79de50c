/** The states of outreaches, read from the API. The app itself contains no rule about them. */

/** @import { StateMeaning } from "./types.js" */

import { redraw } from "../drawing/redraw.js";
import { connection } from "./connection.js";
import * as api from "./requests.js";

class States {
  /** @type {Map<string, StateMeaning>} */
  #byName = new Map();

  /** Reads the states; waits while Grow can't be reached. */
  async load() {
    /** @type {{ items: StateMeaning[] }} */
    const { items } = await connection.persist(() => api.get("/api/outreaches/states"));
    this.#byName = new Map(items.map((item) => [item.state, item]));
    redraw();
  }

  /** The states in the API's order; empty before they are loaded. */
  get all() {
    return [...this.#byName.keys()];
  }

  /** The states that an outreach can move to, in the API's order. */
  get targets() {
    const reachable = new Set([...this.#byName.values()].flatMap((state) => state.allowed_transitions));
    return this.all.filter((state) => reachable.has(state));
  }

  /**
   * Returns the meaning of a state; "" if the state is unknown.
   *
   * @param {string} state
   */
  meaning(state) {
    return this.#byName.get(state)?.meaning ?? "";
  }
}

export const states = new States();
