/** A change to many outreaches: its requests, the progress of their jobs, its refusals and its undo. */

/**
 * @import { BatchAnswer, JobAnswer } from "../api/types.js"
 * @typedef {{ answer: BatchAnswer | JobAnswer, undo?: string | null }} Written `undo` is the path that undoes a batch
 * @typedef {() => Promise<Written>} Send
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";
import { Refusals } from "./refusals.js";

const PAUSE_MS = 500;

export class Work {
  /**
   * `stopped` means stopped by the user, `failed` means with an error.
   *
   * @type {"running" | "finished" | "stopped" | "failed"}
   */
  state = "running";

  /** How many outreaches are done, how many of them changed, and how many could not be changed. */
  processed = 0;
  done = 0;
  refused = 0;

  refusals = new Refusals();

  /** @type {unknown} */
  error = null;

  /** Whether the user has stopped it. */
  stopping = false;

  /**
   * The paths of the requests that undo it.
   *
   * @type {string[]}
   */
  undoPaths = [];

  /**
   * The running job; null while a request is being answered.
   *
   * @type {JobAnswer | null}
   */
  #job = null;

  /**
   * @param {object} parts
   * @param {string} parts.doing a label while it runs: "Assigning …"
   * @param {(work: Work) => string} parts.did returns its result as a sentence
   * @param {number} parts.total the number of outreaches
   * @param {Send[]} parts.requests send its requests, one after the other
   * @param {(ids: string[]) => Work} [parts.again] returns the same change to other outreaches
   */
  constructor({ doing, did, total, requests, again }) {
    this.doing = doing;
    this.did = did;
    this.total = total;
    this.requests = requests;
    this.again = again;
  }

  get running() {
    return this.state === "running";
  }

  /** Whether it continues when this page is closed. */
  get outlives() {
    return this.#job !== null && this.requests.length === 1;
  }

  /** Whether the user can stop it. A request that is being answered can't be stopped. */
  get canStop() {
    return this.#job !== null || this.requests.length > 1;
  }

  /** Stops after the current step. */
  stop() {
    this.stopping = true;
    redraw();
  }

  /** @param {string} id */
  async #askToStop(id) {
    try {
      await connection.persist(() => api.patch(`/api/jobs/${id}/stop`));
    } catch (error) {
      // 409 means that the job is over, as the next read of it shows.
      if (!(error instanceof api.Refused) || error.problem.status !== 409) {
        throw error;
      }
    }
  }

  /** Does the work; resolves when it is over. */
  async run() {
    try {
      for (const send of this.requests) {
        if (this.stopping) {
          this.state = "stopped";
        }
        if (!this.running) {
          break;
        }
        await this.#see(await send());
      }
      if (this.running) {
        this.state = "finished";
      }
    } catch (error) {
      this.state = "failed";
      this.error = error;
      if (!(error instanceof api.Refused)) {
        console.error(error);
      }
    }
    this.#job = null;
    redraw();
  }

  /** @param {Written} written */
  async #see({ answer, undo }) {
    const { processed, done, refused } = this;
    if (answer.status) {
      await this.#follow(answer, (job) => {
        this.processed = processed + job.done_count;
        this.done = done + job.success_count;
        this.refused = refused + job.refused_count;
        redraw();
      });
      return;
    }
    const { success_count: moved, updated_count: assigned, errors = [] } = answer;
    this.done += moved ?? assigned ?? 0;
    this.refused += errors.length;
    this.processed = this.done + this.refused;
    this.refusals.add(errors);
    if (undo) {
      this.undoPaths.push(undo);
    }
    redraw();
  }

  /**
   * Reads a job until it is over.
   *
   * @param {JobAnswer} job
   * @param {(job: JobAnswer) => void} show
   */
  async #follow(job, show) {
    this.#job = job;
    if (this.requests.length === 1) {
      this.total = job.total_count;
    }
    for (show(job); !job.finished_at; show(job)) {
      if (this.stopping) {
        await this.#askToStop(job.id);
      } else {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      job = await connection.persist(() => api.get(`/api/jobs/${job.id}`));
    }
    this.refusals.add(job.errors ?? []);
    if (job.undoable_until) {
      this.undoPaths.push(`/api/jobs/${job.id}/undo`);
    }
    if (job.status === "failed") {
      throw new api.Refused({ detail: job.detail ?? "" });
    }
    this.state = job.status === "stopped" ? "stopped" : "running";
  }
}
