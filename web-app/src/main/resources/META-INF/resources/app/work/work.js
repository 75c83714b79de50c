/** Work on many outreaches in batches: its progress, its refusals and its undo. */

/**
 * @import { Outreach, Refusal } from "../api/types.js"
 * @typedef {{ done: number, errors: Refusal[] }} Outcome how many outreaches changed, and those that could not be changed
 * @typedef {(signal: AbortSignal) => AsyncIterable<Outreach[]>} Batches
 */

import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";

/** How many examples of each refusal are kept. */
const MOST_EXAMPLES = 50;

export class Work {
  /**
   * `stopped` means stopped by the user, `failed` means with an error.
   *
   * @type {"running" | "finished" | "stopped" | "failed"}
   */
  state = "running";

  /** How many outreaches are done, and how many of them changed. */
  processed = 0;
  done = 0;

  /** How many outreaches of a stopped batch have no result. */
  uncertain = 0;

  /**
   * The refusals by reason, each with the first ids.
   *
   * @type {Map<string, { count: number, ids: string[] }>}
   */
  refusals = new Map();

  /** @type {unknown} */
  error = null;

  /** How many outreaches could not be changed. */
  refused = 0;

  /** Whether the user has stopped it. */
  stopping = false;

  /** Whether it continues when this page is closed. */
  outlives = false;

  #stop = new AbortController();

  /**
   * @param {object} parts
   * @param {string} parts.doing a label while it runs: "Assigning …"
   * @param {(work: Work) => string} parts.did returns its result as a sentence
   * @param {number} parts.total the number of outreaches
   * @param {Batches} [parts.batches]
   * @param {(batch: Outreach[], signal: AbortSignal) => Promise<Outcome>} [parts.send] changes a batch
   * @param {() => Work | null} [parts.undo] returns the work that undoes this one; null if there is nothing to undo
   */
  constructor({ doing, did, total, batches = noBatches, send = changeNone, undo = () => null }) {
    this.doing = doing;
    this.did = did;
    this.total = total;
    this.batches = batches;
    this.send = send;
    this.undo = undo;
  }

  get running() {
    return this.state === "running";
  }

  /** Stops after the current batch. */
  stop() {
    this.stopping = true;
    this.#stop.abort();
    redraw();
  }

  /** Does the work; resolves when it is over. */
  async run() {
    const { signal } = this.#stop;
    let underWay = 0;
    try {
      for await (const batch of this.batches(signal)) {
        signal.throwIfAborted();
        underWay = batch.length;
        const { done, errors } = await this.send(batch, signal);
        underWay = 0;
        this.advance({ processed: batch.length, done, errors });
        redraw();
      }
      this.state = "finished";
    } catch (error) {
      if (api.isAborted(error)) {
        this.state = "stopped";
        this.uncertain = underWay;
      } else {
        this.fail(error);
      }
    }
    redraw();
  }

  /**
   * Adds a result. `refused` is the number of refusals if `errors` contains only some of them.
   *
   * @param {Outcome & { processed: number, refused?: number }} result
   */
  advance({ processed, done, errors, refused = errors.length }) {
    this.processed += processed;
    this.done += done;
    this.refused += refused;
    errors.forEach((error) => this.#refuse(error));
  }

  /**
   * Ends the work with an error.
   *
   * @param {unknown} error
   */
  fail(error) {
    this.state = "failed";
    this.error = error;
    if (!(error instanceof api.Refused)) {
      console.error(error);
    }
  }

  /** @param {Refusal} refusal */
  #refuse({ id, code, detail }) {
    const reason = detail ?? (code === "not_found" ? "no longer exists" : code);
    const refusal = this.refusals.get(reason) ?? { count: 0, ids: [] };
    refusal.count += 1;
    if (refusal.ids.length < MOST_EXAMPLES) {
      refusal.ids.push(id);
    }
    this.refusals.set(reason, refusal);
  }
}

/** @returns {AsyncIterable<Outreach[]>} */
async function* noBatches() {}

/** @returns {Promise<Outcome>} */
async function changeNone() {
  return { done: 0, errors: [] };
}
