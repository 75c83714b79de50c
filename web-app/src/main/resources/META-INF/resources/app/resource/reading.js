/** The latest answer of one path of the API. */

/**
 * @import { Parameters } from "../api/requests.js"
 * @import { Problem } from "../api/types.js"
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";

/** @template T */
export class Reading {
  /**
   * The last answer; null before the first.
   *
   * @type {T | null}
   */
  answer = null;

  /**
   * The problem, if the API refuses the request.
   *
   * @type {Problem | null}
   */
  refusal = null;

  /** Whether the answer belongs to a former request. Stays true while Grow can't be reached. */
  loading = true;

  #request = new AbortController();

  /** Aborts the current request. */
  stop() {
    this.#request.abort();
  }

  /** Whether there is neither an answer nor a problem yet. */
  get waits() {
    return this.answer === null && this.refusal === null;
  }

  /**
   * Reads a path, and aborts the former request. Keeps errors instead of rejecting. Resolves to whether there is a new answer.
   *
   * @param {string} path
   * @param {Parameters} query
   * @param {{ quiet?: boolean }} [options] whether to read again without showing it
   */
  async read(path, query, { quiet = false } = {}) {
    this.stop();
    const request = new AbortController();
    this.#request = request;
    this.loading ||= !quiet;
    redraw();
    try {
      const answer = await api.get(path, query, request);
      this.answer = answer;
      this.refusal = null;
      this.loading = false;
      return true;
    } catch (error) {
      if (error instanceof api.Unreachable) {
        connection.lost(error);
      } else if (error instanceof api.Refused) {
        this.refusal = error.problem;
        this.loading = false;
      } else if (!api.isAborted(error)) {
        throw error;
      }
      return false;
    } finally {
      redraw();
    }
  }
}
