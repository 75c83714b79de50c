/** The change feed. The page listens to it only while it is visible. */

import { connection } from "./connection.js";
import { EVENT_TYPES } from "./limits.js";
import * as api from "./requests.js";

/** Time to reconnect, for example after a restart of Grow, before the connection counts as lost. */
const PATIENCE_MS = 2_500;

/** The pause between two calls of the listener, so that many events lead to few calls. */
const PAUSE_MS = 1_000;
const FIRST_PAUSE_MS = 150;

/** The pause after a call with many ids, such as those of an import. */
const LONG_PAUSE_MS = 3_000;
const MANY = 100;

export class Events {
  /** @type {EventSource | null} */
  #source = null;

  /** @type {string | null} */
  #lastId = null;

  /** @type {number | undefined} */
  #lost;

  /**
   * The ids of changed records; null if any record may have changed.
   *
   * @type {Set<string> | null}
   */
  #changed = new Set();

  #notifying = false;

  /**
   * @param {(ids: Set<string> | null) => Promise<void>} onChange called with the ids of changed records, or null if any
   *   record may have changed; not called again before its promise is settled
   */
  constructor(onChange) {
    this.onChange = onChange;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#close() : this.#open()));
    connection.onBack(() => this.#open());
  }

  /** Starts listening. */
  start() {
    if (!document.hidden) {
      this.#open();
    }
  }

  /** Listens from the last event on, also in a new EventSource. */
  #open() {
    if (this.#source?.readyState === EventSource.OPEN || document.hidden) {
      return;
    }
    this.#close();
    const source = new EventSource(`/api/events${this.#lastId ? `?last_event_id=${this.#lastId}` : ""}`);
    this.#source = source;
    source.addEventListener("open", () => this.#opened());
    source.addEventListener("error", () => this.#disconnected());
    EVENT_TYPES.forEach((type) => source.addEventListener(type, (event) => this.#received(event)));
    if (!this.#lastId) {
      // Events from before the stream opened are unknown.
      source.addEventListener("open", () => this.#notify(null), { once: true });
    }
  }

  #close() {
    this.#opened();
    this.#source?.close();
    this.#source = null;
  }

  #opened() {
    clearTimeout(this.#lost);
    this.#lost = undefined;
  }

  #disconnected() {
    this.#lost ??= setTimeout(() => connection.lost(new api.Unreachable("Grow does not answer.")), PATIENCE_MS);
  }

  /** @param {MessageEvent} event */
  #received({ type, data, lastEventId }) {
    this.#lastId = lastEventId;
    this.#notify(type === "reset" ? null : idsOf(JSON.parse(data)));
  }

  /** @param {string[] | null} ids the changed records; null if any record may have changed */
  async #notify(ids) {
    this.#changed = ids && this.#changed && new Set([...this.#changed, ...ids]);
    if (this.#notifying) {
      return;
    }
    this.#notifying = true;
    try {
      for (let pause = FIRST_PAUSE_MS; this.#changed?.size !== 0; pause = PAUSE_MS) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        const changed = this.#changed;
        this.#changed = new Set();
        await this.onChange(changed);
        if (changed && changed.size > MANY) {
          await new Promise((resolve) => setTimeout(resolve, LONG_PAUSE_MS));
        }
      }
    } finally {
      this.#notifying = false;
    }
  }
}

/**
 * Returns the ids of the records in an event; null if it has none, because any record may have changed.
 *
 * @param {{ id?: string | null, ids?: string[], from?: string | null, to?: string | null, type?: string }} event
 */
export function idsOf({ type, id, ids, from }) {
  const merged = type?.endsWith(".merged") && from ? [from] : [];
  return ids ?? (id ? [id, ...merged] : null);
}
