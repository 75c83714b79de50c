/** The tray at the bottom of the page: running work, the last result, and undo. */

/** @import { Work } from "./work.js" */

import { connection } from "../api/connection.js";
import { icon } from "../drawing/icons.js";
import { html, nothing, repeat } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { number, outreaches } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";

class Tray {
  /**
   * The running work, and the last that is over until the user dismisses it, in the order of their start.
   *
   * @type {Work[]}
   */
  #works = [];

  /** @type {() => Promise<unknown>} */
  #onDone = () => Promise.resolve();

  /** @type {(id: string) => void} */
  #open = () => {};

  /**
   * Connects the tray with the page.
   *
   * @param {object} parts
   * @param {() => Promise<unknown>} parts.onDone called after each work; `begin` waits for its promise
   * @param {(id: string) => void} parts.open called with the id of an outreach to show
   */
  start({ onDone, open }) {
    this.#onDone = onDone;
    this.#open = open;
    addEventListener("beforeunload", (event) => {
      if (this.busy) {
        event.preventDefault();
      }
    });
  }

  /** Whether work is running that needs this page. Only one may run at a time. */
  get busy() {
    return this.#works.some((work) => work.running && !work.outlives);
  }

  /**
   * Starts work, unless other work is running that needs this page. Resolves when its result is shown.
   *
   * @param {Work} work
   */
  async begin(work) {
    if (this.busy) {
      return;
    }
    this.#works = [...this.#works.filter(({ running }) => running), work];
    announce(`${work.doing}…`);
    redraw();
    await work.run();
    this.#works = this.#works.filter((other) => other === work || other.running);
    announce(resultOf(work));
    await this.#onDone();
  }

  /** Undoes the last work, if possible. */
  undo() {
    const undo = this.busy ? null : this.#works.find(({ running }) => !running)?.undo();
    if (undo) {
      this.begin(undo);
    }
  }

  /** @param {Work} work */
  #dismiss(work) {
    this.#works = this.#works.filter((other) => other !== work);
    redraw();
  }

  template() {
    return this.#works.length === 0
      ? nothing
      : html`<section class="tray" aria-label="Changes" tabindex="-1">${repeat(this.#works, (work) => work, (work) => (work.running ? this.#running(work) : this.#over(work)))}</section>`;
  }

  /** @param {Work} work */
  #running(work) {
    return html`
      <div class="line">
        <p><b>${work.doing}…</b> <span class="far">${connection.trouble
          ? "Waiting for the connection to Grow. Nothing is done twice."
          : `${number(work.processed)} of ${number(work.total)}`}</span></p>
        <button type="button" aria-disabled=${work.stopping} @click=${work.stopping ? null : () => work.stop()}>Stop</button>
      </div>
      <progress aria-label=${work.doing} max=${work.total} value=${work.processed}></progress>`;
  }

  /** @param {Work} work */
  #over(work) {
    const undo = work.undo();
    const unlisted = work.refused - [...work.refusals.values()].reduce((sum, { count }) => sum + count, 0);
    return html`
      <div class="line">
        <p class=${work.state === "finished" && work.refused === 0 ? "good" : ""}>${resultOf(work, false)}</p>
        ${undo ? html`<button type="button" aria-disabled=${this.busy} @click=${() => this.undo()}>Undo</button>` : nothing}
        <button type="button" class="quiet" aria-label="Dismiss" @click=${() => this.#dismiss(work)}>${icon("close")}</button>
      </div>
      ${work.refused === 0 ? nothing : html`
        <details class="refusals" open>
          <summary>${number(work.refused)} could not be changed</summary>
          <ul>${repeat(work.refusals, ([reason]) => reason, ([reason, { count, ids }]) => html`
            <li><b>${number(count)}</b> ${reason}
              <span class="ids">${repeat(ids.slice(0, 8), (id) => id, (id) => html`<button type="button" class="link" @click=${() => this.#open(id)}>${id}</button> `)}
                ${count > 8 ? html`and ${number(count - 8)} more` : nothing}</span>
            </li>`)}
            ${unlisted > 0 ? html`<li><b>${number(unlisted)}</b> more, not listed</li>` : nothing}</ul>
        </details>`}`;
  }
}

export const tray = new Tray();

/**
 * Returns the result of work as text, with the number of refusals unless a list of them follows.
 *
 * @param {Work} work
 */
function resultOf(work, withRefusals = true) {
  const rest = work.total - work.processed - work.uncertain;
  return [
    work.did(work),
    withRefusals && work.refused > 0 ? `${outreaches(work.refused)} could not be changed.` : "",
    work.state === "stopped" ? `Stopped: ${outreaches(Math.max(0, rest))} unchanged.` : "",
    work.uncertain > 0 ? `The result of another ${number(work.uncertain)} is unknown.` : "",
    work.state === "failed" ? `Failed: ${work.error instanceof Error ? work.error.message : work.error}` : "",
  ].filter(Boolean).join(" ");
}
