/** The dialog with the recent changes to many outreaches, by anybody, with their undo. */

/** @import { JobAnswer } from "../api/types.js" */

import { account } from "../access/account.js";
import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { html, nothing, repeat } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { moment, number } from "../drawing/text.js";
import { Question } from "../parts/question.js";
import { recentJobs, resultOfJob, undoOfJob } from "./jobs.js";
import { tray } from "./tray.js";

/** @extends {Question<{}>} */
export class RecentChanges extends Question {
  name = "recent";

  /**
   * The jobs, latest first; null while they are read.
   *
   * @type {JobAnswer[] | null}
   */
  #jobs = null;

  /** @param {{}} subject */
  async ask(subject) {
    await super.ask(subject);
    await this.#read();
  }

  async #read() {
    this.#jobs = await recentJobs();
    redraw();
  }

  template() {
    return this.frame(
      () => "Recent changes",
      () => html`
        ${this.#jobs === null ? html`<p class="why">Loading…</p>` : this.#list(this.#jobs)}
        <div class="answers"><button type="button" autofocus @click=${() => this.close()}>Close</button></div>`,
    );
  }

  /** @param {JobAnswer[]} jobs */
  #list(jobs) {
    return jobs.length === 0
      ? html`<p class="why">Changes to several outreaches appear here. You can undo them for 24 hours.</p>`
      : html`<ul class="recent">${repeat(jobs, ({ id }) => id, (job) => html`
          <li>
            <p>${resultOfJob(job)}${job.refused_count > 0 ? ` ${number(job.refused_count)} could not be changed.` : ""}
              <span class="why">${[job.created_at && moment(job.created_at), job.actor, note(job)].filter(Boolean).join(" · ")}</span></p>
            ${this.#button(job)}
          </li>`)}</ul>`;
  }

  /** @param {JobAnswer} job */
  #button(job) {
    if (!account.has("work")) {
      return nothing;
    }
    if (!job.finished_at) {
      return html`<button type="button" @click=${() => this.#stop(job)}>Stop</button>`;
    }
    const isUndoable = job.undoable_until && new Date(job.undoable_until) > new Date();
    return isUndoable ? html`<button type="button" aria-disabled=${tray.busy} @click=${() => this.#undo(job)}>Undo</button>` : nothing;
  }

  /** @param {JobAnswer} job */
  #undo(job) {
    this.close();
    tray.begin(undoOfJob(job));
  }

  /** @param {JobAnswer} job */
  async #stop({ id }) {
    try {
      await connection.persist(() => api.patch(`/api/jobs/${id}/stop`));
    } catch (error) {
      // It has ended by itself.
      if (!(error instanceof api.Refused)) {
        throw error;
      }
    }
    await this.#read();
  }

  closed() {
    this.#jobs = null;
    super.closed();
  }
}

/** @param {JobAnswer} job */
function note({ status, undone_by: undo, done_count: done, total_count: total }) {
  if (undo) {
    return "undone";
  }
  return status === "completed" ? "" : status === "running" || status === "queued" ? `${number(done)} of ${number(total)}` : status;
}
