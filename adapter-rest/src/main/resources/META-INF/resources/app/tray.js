/** The tray at the foot of the page: work that goes on, what came of the last, and undo. */

import { connection } from "./connection.js";
import { redraw } from "./drawing.js";
import { icon } from "./icons.js";
import { html, nothing } from "./lit.js";
import { announce } from "./announcer.js";
import { number, outreaches } from "./words.js";

export class Tray {
  /** The work that goes on, or is over and not yet dismissed; null if there is none. */
  work = null;

  /**
   * @param onDone called after each work
   * @param open called with the id of an outreach to show
   */
  constructor({ onDone, open }) {
    Object.assign(this, { onDone, open });
    addEventListener("beforeunload", (event) => {
      if (this.busy) {
        event.preventDefault();
      }
    });
  }

  get busy() {
    return this.work?.running ?? false;
  }

  /** Begins a work, unless another goes on. */
  async begin(work) {
    if (this.busy) {
      return;
    }
    this.work = work;
    announce(`${work.doing}…`);
    redraw();
    await work.run();
    announce(account(work));
    this.onDone();
  }

  /** Takes the last work back, if that can be done. */
  undo() {
    const undo = this.busy ? null : this.work?.undo();
    if (undo) {
      this.begin(undo);
    }
  }

  dismiss() {
    if (!this.busy) {
      this.work = null;
      redraw();
    }
  }

  template() {
    const { work } = this;
    if (!work) {
      return nothing;
    }
    return html`<section class="tray" aria-label="Work" tabindex="-1">${work.running ? this.#running(work) : this.#over(work)}</section>`;
  }

  #running(work) {
    return html`
      <div class="line">
        <p><b>${work.doing}…</b> <span class="far">${connection.trouble
          ? "Waiting for Grow to come back; nothing is done twice."
          : `${number(work.processed)} of ${number(work.total)}`}</span></p>
        <button type="button" @click=${() => work.stop()}>Stop</button>
      </div>
      <progress aria-label=${work.doing} max=${work.total} value=${work.processed}></progress>`;
  }

  #over(work) {
    const undo = work.undo();
    return html`
      <div class="line">
        <p class=${work.state === "finished" && work.refused === 0 ? "good" : ""}>${account(work, false)}</p>
        ${undo ? html`<button type="button" @click=${() => this.undo()}>Undo</button>` : nothing}
        <button type="button" class="quiet" aria-label="Dismiss" @click=${() => this.dismiss()}>${icon("close")}</button>
      </div>
      ${work.refused === 0 ? nothing : html`
        <details class="refusals" open>
          <summary>${number(work.refused)} could not be changed</summary>
          <ul>${[...work.refusals].map(([reason, { count, ids }]) => html`
            <li><b>${number(count)}</b> ${reason}
              <span class="ids">${ids.slice(0, 8).map((id) => html`<button type="button" class="link" @click=${() => this.open(id)}>${id}</button> `)}
                ${count > 8 ? html`and ${number(count - 8)} more` : nothing}</span>
            </li>`)}</ul>
        </details>`}`;
  }
}

/** What came of a work, in plain words; the refusals only where they aren't listed beside it. */
function account(work, withRefusals = true) {
  const rest = work.total - work.processed - work.uncertain;
  return [
    work.did(work),
    withRefusals && work.refused > 0 ? `${outreaches(work.refused)} could not be changed.` : "",
    work.state === "stopped" ? `Stopped: ${outreaches(Math.max(0, rest))} left as ${rest === 1 ? "it was" : "they were"}.` : "",
    work.uncertain > 0 ? `Grow did not say what became of another ${number(work.uncertain)}.` : "",
    work.state === "failed" ? `Then it went wrong: ${work.error.message}` : "",
  ].filter(Boolean).join(" ");
}
