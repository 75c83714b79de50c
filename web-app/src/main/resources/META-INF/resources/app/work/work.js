/** Long work over many outreaches, batch by batch: how far it is, what could not be done, and how to take it back. */

import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";

/** How many examples of each refusal are kept. */
const MOST_EXAMPLES = 50;

export class Work {
  /** `running`, then `finished`, `stopped` by the user, or `failed` with an error. */
  state = "running";

  /** How many outreaches have been gone through, and how many of them have been changed. */
  processed = 0;
  done = 0;

  /** How many were being changed when it was stopped without an answer. */
  uncertain = 0;

  /** Why some could not be changed: reason → {count, ids}, the ids of the first few. */
  refusals = new Map();

  error = null;

  /** How many could not be changed. */
  refused = 0;

  /** Whether it has been told to end. */
  stopping = false;

  /** Whether it goes on when this page is closed. */
  outlives = false;

  #stop = new AbortController();

  /**
   * @param doing what it does, for people: "Assigning …"
   * @param did what it has done, a function of the work
   * @param total how many outreaches it is about
   * @param batches a function of an AbortSignal that gives arrays of outreaches, asynchronously
   * @param send a function of a batch and an AbortSignal that changes it: {done, errors}, errors as the API lists them
   * @param undo makes the work that takes it back; null if that can't be done
   */
  constructor({ doing, did, total, batches, send, undo = () => null }) {
    Object.assign(this, { doing, did, total, batches, send, undo });
  }

  get running() {
    return this.state === "running";
  }

  /** Ends after the batch that is under way. */
  stop() {
    this.stopping = true;
    this.#stop.abort();
    redraw();
  }

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

  /** Takes in what has been done; `refused` says how many could not be changed where `errors` has only the first. */
  advance({ processed, done, errors, refused = errors.length }) {
    this.processed += processed;
    this.done += done;
    this.refused += refused;
    errors.forEach((error) => this.#refuse(error));
  }

  /** Ends it by what went wrong. */
  fail(error) {
    this.state = "failed";
    this.error = error;
    if (!(error instanceof api.Refused)) {
      console.error(error);
    }
  }

  #refuse({ id, code, detail }) {
    const reason = detail ?? (code === "not_found" ? "it does not exist any more" : code);
    const refusal = this.refusals.get(reason) ?? { count: 0, ids: [] };
    refusal.count += 1;
    if (refusal.ids.length < MOST_EXAMPLES) {
      refusal.ids.push(id);
    }
    this.refusals.set(reason, refusal);
  }
}
