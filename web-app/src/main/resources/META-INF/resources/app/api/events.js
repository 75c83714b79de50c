/** The change feed: what happens to outreaches, whoever does it. Listened to only while somebody looks at the page. */

import { connection } from "./connection.js";
import { EVENT_TYPES } from "./limits.js";
import * as api from "./requests.js";

/** "reset" replaces events that Grow no longer has. */
const TYPES = [...EVENT_TYPES, "reset"];

/** Long enough to come back by itself, as after a restart, without anybody being told. */
const PATIENCE_MS = 2_500;

/** Between one telling and the next, so that a flood of events is told as few. */
const PAUSE_MS = 1_000;
const FIRST_PAUSE_MS = 150;

export class Events {
  #source = null;
  #lastId = null;
  #lost = null;
  #changed = new Set();
  #telling = false;

  /**
   * @param onChange called with the ids of outreaches to which something happened, a Set, once for all that comes at about
   *   the same time; what it returns is waited for. Null where it can't be told which.
   */
  constructor(onChange) {
    this.onChange = onChange;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#close() : this.#open()));
    connection.onBack(() => this.#open());
  }

  /** Begins to listen. */
  start() {
    if (!document.hidden) {
      this.#open();
    }
  }

  /** Listens from the last event on; EventSource itself does so only as long as it lives. */
  #open() {
    if (this.#source?.readyState === EventSource.OPEN || document.hidden) {
      return;
    }
    this.#close();
    const source = new EventSource(`/api/events${this.#lastId ? `?last_event_id=${this.#lastId}` : ""}`);
    this.#source = source;
    source.addEventListener("open", () => this.#found());
    source.addEventListener("error", () => this.#missed());
    TYPES.forEach((type) => source.addEventListener(type, (event) => this.#heard(event)));
    if (!this.#lastId) {
      // Whatever happened before it was open has been heard by nobody.
      source.addEventListener("open", () => this.#tell(null), { once: true });
    }
  }

  #close() {
    this.#found();
    this.#source?.close();
    this.#source = null;
  }

  #found() {
    clearTimeout(this.#lost);
    this.#lost = null;
  }

  #missed() {
    this.#lost ??= setTimeout(() => connection.lost(new api.Unreachable("Grow does not answer.")), PATIENCE_MS);
  }

  #heard({ type, data, lastEventId }) {
    this.#lastId = lastEventId;
    this.#tell(type === "reset" ? null : JSON.parse(data).outreach_id);
  }

  async #tell(id) {
    this.#changed.add(id);
    if (this.#telling) {
      return;
    }
    this.#telling = true;
    try {
      for (let pause = FIRST_PAUSE_MS; this.#changed.size > 0; pause = PAUSE_MS) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        const changed = this.#changed;
        this.#changed = new Set();
        await this.onChange(changed.has(null) ? null : changed);
      }
    } finally {
      this.#telling = false;
    }
  }
}
