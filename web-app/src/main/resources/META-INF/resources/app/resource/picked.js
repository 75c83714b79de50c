/** The selected records of a list, from any of its pages. */

/** @import { Identified } from "./types.js" */

import { redraw } from "../drawing/redraw.js";
import { number } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";

/** @template {Identified} T */
export class Picked {
  /** @type {Map<string, T>} */
  #records = new Map();

  get size() {
    return this.#records.size;
  }

  /** The selected records, as last read. */
  get records() {
    return [...this.#records.values()];
  }

  /** @param {string} id */
  has(id) {
    return this.#records.has(id);
  }

  /**
   * Selects or deselects records.
   *
   * @param {T[]} records
   * @param {boolean} selected
   */
  set(records, selected) {
    for (const record of records) {
      selected ? this.#records.set(record.id, record) : this.#records.delete(record.id);
    }
    announce(`${number(this.size)} selected.`);
  }

  /**
   * Replaces selected records by their latest versions.
   *
   * @param {T[]} records
   */
  see(records) {
    records.filter(({ id }) => this.has(id)).forEach((record) => this.#records.set(record.id, record));
  }

  clear() {
    if (this.size > 0) {
      this.#records.clear();
      announce("Selection cleared.");
      redraw();
    }
  }
}
