/** The tray at the bottom of the page: running work, the last result, and undo. */

/** @import { Work } from "./work.js" */

import { connection } from "../api/connection.js";
import { icon } from "../drawing/icons.js";
import { html, nothing, repeat } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { number, outreaches } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { undoOf } from "./jobs.js";
import { nameOfOutreach } from "./refusals.js";

/** How many outreaches of a reason the tray names. */
const MOST_NAMED = 8;

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

  /** @type {((ids: string[]) => void) | null} */
  #select = null;

  /**
   * Connects the tray with the page.
   *
   * @param {object} parts
   * @param {() => Promise<unknown>} parts.onDone called after each work; `begin` waits for its promise
   * @param {(id: string) => void} parts.open called with the id of an outreach to show
   * @param {(ids: string[]) => void} parts.select called with the ids of outreaches to select
   */
  start({ onDone, open, select }) {
    this.#onDone = onDone;
    this.#open = open;
    this.#select = select;
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
    const over = this.#works.find(({ running }) => !running);
    const undo = over && !this.busy ? undoOf(over) : null;
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
          : work.canStop ? `${number(work.processed)} of ${number(work.total)}` : nothing}</span></p>
        ${work.canStop ? html`<button type="button" aria-disabled=${work.stopping} @click=${work.stopping ? null : () => work.stop()}>Stop</button>` : nothing}
      </div>
      <progress aria-label=${work.doing} max=${work.total} value=${work.canStop ? work.processed : nothing}></progress>`;
  }

  /** @param {Work} work */
  #over(work) {
    return html`
      <div class="line">
        <p class=${work.state === "finished" && work.refused === 0 ? "good" : ""}>${resultOf(work, false)}</p>
        ${undoOf(work) ? html`<button type="button" aria-disabled=${this.busy} @click=${() => this.undo()}>Undo</button>` : nothing}
        <button type="button" class="quiet" aria-label="Dismiss" @click=${() => this.#dismiss(work)}>${icon("close")}</button>
      </div>
      ${work.refused === 0 ? nothing : this.#refusals(work)}`;
  }

  /** @param {Work} work */
  #refusals(work) {
    const { ids, byReason } = work.refusals;
    const { again } = work;
    return html`
      <details class="refusals" open>
        <summary>${number(work.refused)} could not be changed</summary>
        <ul>${repeat(byReason, ([reason]) => reason, ([reason, some]) => html`
          <li><b>${number(some.length)}</b> ${reason}
            <span class="ids">${repeat(some.slice(0, MOST_NAMED), (id) => id, (id) => html`<button type="button" class="link" dir="auto" @click=${() => this.#open(id)}>${nameOfOutreach(id)}</button> `)}
              ${some.length > MOST_NAMED ? html`and ${number(some.length - MOST_NAMED)} more` : nothing}</span>
          </li>`)}
          ${work.refused > ids.length ? html`<li><b>${number(work.refused - ids.length)}</b> more, not listed</li>` : nothing}</ul>
        <div class="line">
          <button type="button" @click=${() => this.#select?.(ids)}>Select ${number(ids.length)}</button>
          ${again ? html`<button type="button" aria-disabled=${this.busy} @click=${() => this.begin(again(ids))}>Try again</button>` : nothing}
        </div>
      </details>`;
  }
}

export const tray = new Tray();

/**
 * Returns the result of work as text, with the number of refusals unless a list of them follows.
 *
 * @param {Work} work
 */
function resultOf(work, withRefusals = true) {
  return [
    work.did(work),
    withRefusals && work.refused > 0 ? `${outreaches(work.refused)} could not be changed.` : "",
    work.state === "stopped" ? `Stopped: ${outreaches(Math.max(0, work.total - work.processed))} unchanged.` : "",
    work.state === "failed" ? `Failed: ${work.error instanceof Error ? work.error.message : work.error}` : "",
  ].filter(Boolean).join(" ");
}
