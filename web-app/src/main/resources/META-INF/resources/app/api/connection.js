/** The connection to Grow. While it is lost, requests test it until Grow answers. */

import { redraw } from "../drawing/redraw.js";
import * as api from "./requests.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

class Connection {
  /**
   * Why Grow can't be reached, as a sentence; null while it can.
   *
   * @type {string | null}
   */
  trouble = null;

  /** @type {(() => void)[]} */
  #waiting = [];

  /** @type {(() => void)[]} */
  #onBack = [];

  /** @type {(() => void) | null} */
  #wake = null;

  constructor() {
    addEventListener("online", () => this.tryNow());
    addEventListener("offline", () => this.lost(new api.Unreachable("This device is offline.")));
  }

  /**
   * Calls back each time Grow can be reached again.
   *
   * @param {() => void} listener
   */
  onBack(listener) {
    this.#onBack.push(listener);
  }

  /**
   * Reports that a request did not reach Grow.
   *
   * @param {api.Unreachable} error
   */
  lost(error) {
    const known = this.trouble !== null;
    this.trouble = navigator.onLine ? error.message : "This device is offline.";
    redraw();
    if (!known) {
      this.#probe();
    }
  }

  /** Tests the connection immediately. */
  tryNow() {
    this.#wake?.();
  }

  /**
   * Repeats work until it reaches Grow. Rejects with any other error, and when the signal aborts.
   *
   * @template T
   * @param {() => Promise<T>} work
   * @param {AbortSignal} [signal]
   */
  async persist(work, signal) {
    for (;;) {
      signal?.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof api.Unreachable)) {
          throw error;
        }
        this.lost(error);
        await this.#back(signal);
      }
    }
  }

  /**
   * @param {AbortSignal} [signal]
   * @returns {Promise<void>}
   */
  #back(signal) {
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  }

  async #probe() {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
        const timer = setTimeout(resolve, pause);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      try {
        // A request for one row also tests the database.
        await api.get("/api/outreaches", { per: 1 });
        break;
      } catch (error) {
        if (!(error instanceof api.Unreachable)) {
          break;
        }
        this.trouble = navigator.onLine ? error.message : "This device is offline.";
        redraw();
      }
    }
    this.#wake = null;
    this.trouble = null;
    redraw();
    this.#waiting.splice(0).forEach((resolve) => resolve());
    this.#onBack.forEach((listener) => listener());
  }
}

export const connection = new Connection();
