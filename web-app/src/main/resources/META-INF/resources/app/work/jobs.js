/** Work on all matches of a filter. Grow does it immediately, or as a job that continues without this page. */

/**
 * @import { BatchAnswer, JobAnswer } from "../api/types.js"
 * @typedef {BatchAnswer | JobAnswer} Answer
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";
import { label, outreaches } from "../drawing/text.js";
import { Work } from "./work.js";

const PAUSE_MS = 500;
const UNDER_WAY = "grow.job";

export class Job extends Work {
  /** @type {string | null} */
  #id = null;

  /**
   * @param {object} parts
   * @param {string} parts.doing
   * @param {(work: Work) => string} parts.did
   * @param {number} parts.total
   * @param {() => Promise<Answer>} parts.ask sends the request; resolves to the result or the job
   */
  constructor({ doing, did, total, ask }) {
    super({ doing, did, total });
    this.ask = ask;
  }

  /** Stops after Grow's current step. */
  async stop() {
    this.stopping = true;
    redraw();
    if (this.#id) {
      await this.#askToStop();
    }
  }

  async #askToStop() {
    try {
      await connection.persist(() => api.patch(`/api/jobs/${this.#id}/stop`));
    } catch (error) {
      // 409 means that the job is over, as the next read of it shows.
      if (!(error instanceof api.Refused) || error.problem.status !== 409) {
        this.fail(error);
      }
    }
  }

  async run() {
    try {
      let answer = await this.ask();
      while (answer.status) {
        this.#see(answer);
        if (!this.running) {
          remember(null);
          return;
        }
        if (this.#id === null) {
          this.#id = answer.id;
          this.outlives = true;
          remember(answer.id);
          if (this.stopping) {
            await this.#askToStop();
          }
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        answer = await connection.persist(() => api.get(`/api/jobs/${this.#id}`));
      }
      const { success_count: moved, updated_count: assigned, errors = [] } = answer;
      this.advance({ processed: this.total, done: moved ?? assigned ?? 0, errors });
      this.state = "finished";
    } catch (error) {
      this.fail(error);
    }
    redraw();
  }

  /** @param {JobAnswer} job */
  #see({ status, total_count: total, done_count: processed, success_count: done, refused_count: refused, errors = [], detail }) {
    Object.assign(this, { total, processed: 0, done: 0, refused: 0 });
    this.refusals.clear();
    this.advance({ processed, done, errors, refused });
    if (status === "failed") {
      this.fail(new api.Refused({ detail }));
    } else if (status === "completed" || status === "stopped") {
      this.state = status === "completed" ? "finished" : "stopped";
    }
    redraw();
  }
}

/** Returns the running job that this browser started before the page was loaded; null if there is none. */
export async function jobUnderWay() {
  const id = remembered();
  if (!id) {
    return null;
  }
  try {
    /** @type {JobAnswer} */
    const job = await connection.persist(() => api.get(`/api/jobs/${encodeURIComponent(id)}`));
    if (!job.finished_at) {
      return new Job({ ...words(job), total: job.total_count, ask: () => Promise.resolve(job) });
    }
  } catch (error) {
    if (!(error instanceof api.Refused)) {
      throw error;
    }
  }
  remember(null);
  return null;
}

function remembered() {
  try {
    return localStorage.getItem(UNDER_WAY);
  } catch {
    return null; // The browser allows no storage.
  }
}

/** @param {string | null} id */
function remember(id) {
  try {
    id ? localStorage.setItem(UNDER_WAY, id) : localStorage.removeItem(UNDER_WAY);
  } catch {
    // The job continues anyway.
  }
}

/**
 * @param {JobAnswer} job
 * @returns {import("./actions.js").Words}
 */
function words({ total_count: total, state, sequence_id: sequence }) {
  return sequence
    ? { doing: `Assigning ${outreaches(total)}`, did: (work) => `Assigned ${outreaches(work.done)}.` }
    : { doing: `Moving ${outreaches(total)} to ${label(state ?? "")}`, did: (work) => `Moved ${outreaches(work.done)} to ${label(state ?? "")}.` };
}
