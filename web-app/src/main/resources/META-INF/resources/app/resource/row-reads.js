/** Values of a table that come from one more request for each row. */

/**
 * @import { Column, Identified } from "./types.js"
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";

/** How many rows are read at the same time. */
const LANES = 4;

/** @template {Identified} T */
export class RowReads {
  /** @type {Map<string, unknown>} */
  #values = new Map();

  #request = new AbortController();

  /** @param {Column<T>[]} columns */
  constructor(columns) {
    this.columns = columns.filter(({ read }) => read);
  }

  /**
   * Returns the value for a row; undefined until it is known.
   *
   * @param {Column<T>} column
   * @param {T} record
   */
  of(column, record) {
    return this.#values.get(keyOf(column, record));
  }

  /**
   * Reads the values of a page. Rows keep their former values meanwhile.
   *
   * @param {T[]} records
   */
  async read(records) {
    this.stop();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const open = records.flatMap((record) => this.columns.map((column) => ({ column, record })));
    await Promise.all(Array.from({ length: LANES }, () => this.#lane(open, signal)));
  }

  stop() {
    this.#request.abort();
  }

  /** @param {{ column: Column<T>, record: T }[]} open @param {AbortSignal} signal */
  async #lane(open, signal) {
    for (let next = open.shift(); next && !signal.aborted; next = open.shift()) {
      const { column, record } = next;
      try {
        this.#values.set(keyOf(column, record), await column.read?.(record, signal));
        redraw();
      } catch (error) {
        if (error instanceof api.Unreachable) {
          connection.lost(error);
        } else if (!(error instanceof api.Refused) && !api.isAborted(error)) {
          throw error;
        }
      }
    }
  }
}

/** @param {{ name: string }} column @param {Identified} record */
function keyOf({ name }, { id }) {
  return `${id} ${name}`;
}
