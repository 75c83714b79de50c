/** The tray at the foot of the page: work that goes on, what came of the last, and undo. */

import { connection } from "../api/connection.js";
import { icon } from "../drawing/icons.js";
import { html, nothing, repeat } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { number, outreaches } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";

export class Tray {
  /** The works that go on, and the last one that is over until it is dismissed; in the order in which they were begun. */
  #works = [];

  /**
   * @param onDone called after each work; what it returns is waited for
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

  /** Whether work goes on that needs this page; another one has to wait for it. */
  get busy() {
    return this.#works.some((work) => work.running && !work.outlives);
  }

  /** Begins a work, unless another goes on that needs this page. Resolves once it is over and shown. */
  async begin(work) {
    if (this.busy) {
      return;
    }
    this.#works = [...this.#works.filter(({ running }) => running), work];
    announce(`${work.doing}…`);
    redraw();
    await work.run();
    this.#works = this.#works.filter((other) => other === work || other.running);
    announce(account(work));
    await this.onDone();
  }

  /** Takes the last work back, if that can be done. */
  undo() {
    const undo = this.busy ? null : this.#works.find(({ running }) => !running)?.undo();
    if (undo) {
      this.begin(undo);
    }
  }

  #dismiss(work) {
    this.#works = this.#works.filter((other) => other !== work);
    redraw();
  }

  template() {
    return this.#works.length === 0
      ? nothing
      : html`<section class="tray" aria-label="Work" tabindex="-1">${repeat(this.#works, (work) => work, (work) => (work.running ? this.#running(work) : this.#over(work)))}</section>`;
  }

  #running(work) {
    return html`
      <div class="line">
        <p><b>${work.doing}…</b> <span class="far">${connection.trouble
          ? "Waiting for Grow to come back; nothing is done twice."
          : `${number(work.processed)} of ${number(work.total)}`}</span></p>
        <button type="button" aria-disabled=${work.stopping} @click=${work.stopping ? null : () => work.stop()}>Stop</button>
      </div>
      <progress aria-label=${work.doing} max=${work.total} value=${work.processed}></progress>`;
  }

  #over(work) {
    const undo = work.undo();
    const unlisted = work.refused - [...work.refusals.values()].reduce((sum, { count }) => sum + count, 0);
    return html`
      <div class="line">
        <p class=${work.state === "finished" && work.refused === 0 ? "good" : ""}>${account(work, false)}</p>
        ${undo ? html`<button type="button" aria-disabled=${this.busy} @click=${() => this.undo()}>Undo</button>` : nothing}
        <button type="button" class="quiet" aria-label="Dismiss" @click=${() => this.#dismiss(work)}>${icon("close")}</button>
      </div>
      ${work.refused === 0 ? nothing : html`
        <details class="refusals" open>
          <summary>${number(work.refused)} could not be changed</summary>
          <ul>${repeat(work.refusals, ([reason]) => reason, ([reason, { count, ids }]) => html`
            <li><b>${number(count)}</b> ${reason}
              <span class="ids">${repeat(ids.slice(0, 8), (id) => id, (id) => html`<button type="button" class="link" @click=${() => this.open(id)}>${id}</button> `)}
                ${count > 8 ? html`and ${number(count - 8)} more` : nothing}</span>
            </li>`)}
            ${unlisted > 0 ? html`<li><b>${number(unlisted)}</b> more, which Grow does not list</li>` : nothing}</ul>
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
