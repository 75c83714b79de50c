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

  /**
   * The keys of the values that were read since their record last changed.
   *
   * @type {Set<string>}
   */
  #current = new Set();

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
   * @param {Set<string> | null} [changed] the ids of the records that have changed; null or none for all
   */
  async read(records, changed = null) {
    this.stop();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const cells = records.flatMap((record) => this.columns.map((column) => ({ column, record })));
    cells.filter(({ record }) => mayConcern(changed, record.id)).forEach(({ column, record }) => this.#current.delete(keyOf(column, record)));
    const open = cells.filter(({ column, record }) => !this.#current.has(keyOf(column, record)));
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
        this.#current.add(keyOf(column, record));
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

/**
 * Returns whether changes may concern a record: changes of itself, and of records of other kinds, to which it may refer.
 *
 * @param {Set<string> | null} changed
 * @param {string} id
 */
function mayConcern(changed, id) {
  return !changed || changed.has(id) || [...changed].some((other) => kindOf(other) !== kindOf(id));
}

/** @param {string} id */
function kindOf(id) {
  return id.slice(0, id.indexOf("_"));
}

/** @param {{ name: string }} column @param {Identified} record */
function keyOf({ name }, { id }) {
  return `${id} ${name}`;
}
