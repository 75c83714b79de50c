/** The job on duplicates that runs or ran last: the search, or the merge of all exact pairs. */

/**
 * @import { DuplicatesJob } from "../api/types.js"
 * @import { Kind } from "../merge/kinds.js"
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { create } from "../api/writes.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { counted, label, moment, number } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { KINDS } from "../merge/kinds.js";

const PAUSE_MS = 700;

/** How many of the latest jobs are looked through. */
const LOOKED_THROUGH = 100;

export class LatestJob {
  /** @type {DuplicatesJob | null} */
  job = null;

  #request = new AbortController();

  /** @param {() => unknown} ended called when a job has ended */
  constructor(ended) {
    this.ended = ended;
  }

  get running() {
    return this.job !== null && !this.job.finished_at;
  }

  /** Ends the requests. */
  leave() {
    this.#request.abort();
  }

  /**
   * Finds the latest job on a kind of records, and follows it while it runs.
   *
   * @param {Kind} kind
   */
  async find(kind) {
    const { signal } = this.#begin();
    const { items } = await persist(() => api.get("/api/jobs", { per: LOOKED_THROUGH }, { signal }), signal) ?? { items: [] };
    this.#follow(items.find((/** @type {DuplicatesJob} */ job) => job.duplicates_of === kind) ?? null, signal);
  }

  /**
   * Starts a job.
   *
   * @param {"search" | "merge_exact"} name
   * @param {Kind} kind
   */
  async start(name, kind) {
    const { signal } = this.#begin();
    const job = await create(`/api/duplicates/${name}`, { kind }, signal);
    announce(`${doing(job)}…`);
    this.#follow(job, signal);
  }

  async stop() {
    const path = `/api/jobs/${this.job?.id}/stop`;
    try {
      await connection.persist(() => api.patch(path));
    } catch (error) {
      // The job has ended.
      if (!(error instanceof api.Refused)) {
        throw error;
      }
    }
  }

  #begin() {
    this.#request.abort();
    this.#request = new AbortController();
    return this.#request;
  }

  /** @param {DuplicatesJob | null} job @param {AbortSignal} signal */
  async #follow(job, signal) {
    let isFollowed = false;
    while (!signal.aborted) {
      this.job = job;
      redraw();
      if (!job || job.finished_at) {
        break;
      }
      isFollowed = true;
      const { id } = job;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      job = await persist(() => api.get(`/api/jobs/${id}`, {}, { signal }), signal) ?? null;
    }
    if (isFollowed && job && !signal.aborted) {
      announce(resultOf(job));
      await this.ended();
    }
  }

  /** @param {{ canStop: boolean }} options */
  template({ canStop }) {
    const { job } = this;
    if (!job) {
      return nothing;
    }
    if (job.finished_at) {
      return html`<p class="why">${resultOf(job)} <time datetime=${job.finished_at}>${moment(job.finished_at)}</time></p>`;
    }
    return html`
      <div class="job" role="group" aria-label=${doing(job)}>
        <p><b>${doing(job)}…</b> ${number(job.done_count)} of ${number(job.total_count)}</p>
        ${canStop ? html`<button type="button" @click=${() => this.stop()}>Stop</button>` : nothing}
        <progress aria-label=${doing(job)} max=${Math.max(1, job.total_count)} value=${job.done_count}></progress>
      </div>`;
  }
}

/** @param {DuplicatesJob} job */
function doing({ kind, duplicates_of }) {
  const { many } = KINDS[/** @type {Kind} */ (duplicates_of)].noun;
  return kind === "search_duplicates" ? `Searching for duplicate ${many}` : `Merging exact duplicate ${many}`;
}

/** @param {DuplicatesJob} job */
function resultOf({ kind, status, success_count: done, refused_count: refused, done_count: searched, duplicates_of, detail }) {
  const { noun } = KINDS[/** @type {Kind} */ (duplicates_of)];
  const what = kind === "search_duplicates" ? `Searched ${counted(searched, noun)}.` : `Merged ${counted(done, { one: "pair", many: "pairs" })}.`;
  return [
    status === "completed" ? "" : `${label(status)}.`,
    what,
    kind !== "search_duplicates" && refused > 0 ? `${counted(refused, { one: "pair", many: "pairs" })} could not be merged.` : "",
    detail ?? "",
  ].filter(Boolean).join(" ");
}

/**
 * Repeats a read until it reaches Grow; resolves to undefined if it was refused or aborted.
 *
 * @param {() => Promise<any>} read
 * @param {AbortSignal} signal
 */
async function persist(read, signal) {
  try {
    return await connection.persist(read, signal);
  } catch (error) {
    if (!(error instanceof api.Refused) && !api.isAborted(error)) {
      throw error;
    }
    return undefined;
  }
}
