/** Whether Grow can be reached; once it can't, it is asked again and again until it answers. */

import { redraw } from "../drawing/redraw.js";
import * as api from "./requests.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

class Connection {
  /** Why it can't be reached, in a sentence; null while it can. */
  trouble = null;

  #waiting = [];
  #onBack = [];
  #wake = null;

  constructor() {
    addEventListener("online", () => this.tryNow());
    addEventListener("offline", () => this.lost(new api.Unreachable("This device is offline.")));
  }

  /** Calls back each time that it can be reached again. */
  onBack(listener) {
    this.#onBack.push(listener);
  }

  /** To be told of every Unreachable. */
  lost(error) {
    const known = this.trouble !== null;
    this.trouble = navigator.onLine ? error.message : "This device is offline.";
    redraw();
    if (!known) {
      this.#probe();
    }
  }

  /** Doesn't wait for the next try. */
  tryNow() {
    this.#wake?.();
  }

  /** Does `work`, again and again until it reaches Grow; rejects with what else goes wrong, or once `signal` is aborted. */
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

  #back(signal) {
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  }

  async #probe() {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, pause);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      try {
        // One row: it takes the database, too, to answer this.
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
