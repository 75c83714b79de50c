/** The panel beside the list with one outreach: its data, the possible changes, and its history. */

/**
 * @import { Parameters } from "../api/requests.js"
 * @import { Outreach, Problem } from "../api/types.js"
 */

import { account } from "../access/account.js";
import { connection } from "../api/connection.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { states } from "../api/states.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label } from "../drawing/text.js";
import { moves, sequenceChanges } from "./changes.js";
import { facts } from "./facts.js";
import { History } from "./history.js";
import { OptOuts } from "./opt-outs.js";

export class Panel {
  /**
   * The id of the open outreach; null while the panel is closed.
   *
   * @type {string | null}
   */
  id = null;

  /**
   * The open outreach, expanded; null until the API has answered.
   *
   * @type {Outreach | null}
   */
  outreach = null;

  #history = new History((path, parameters, take) => this.#read(path, parameters, take));
  #optOuts = new OptOuts(() => this.reload());

  /** @type {Problem | null} */
  #refusal = null;

  #request = new AbortController();

  /** Whether a change made here is in progress, or the panel has not read its result yet. */
  #isChanging = false;

  /**
   * @param {object} act
   * @param {(outreach: Outreach) => void} act.assign
   * @param {(outreach: Outreach) => Promise<void>} act.unassign resolves when this panel is reloaded
   * @param {(outreach: Outreach, state: string, reason: string) => Promise<void>} act.moveTo resolves when this panel is
   *   reloaded
   * @param {() => void} act.close
   * @param {() => boolean} act.busy returns whether another change is in progress
   */
  constructor(act) {
    this.act = act;
  }

  /**
   * Shows an outreach; null closes the panel.
   *
   * @param {string | null} id
   */
  async show(id) {
    if (id === this.id) {
      return;
    }
    this.id = id;
    this.outreach = null;
    this.#refusal = null;
    this.#history.reset();
    this.#optOuts.reset();
    await this.reload();
  }

  /** Reads the open outreach and its history again. */
  async reload() {
    this.#request.abort();
    this.#request = new AbortController();
    redraw();
    if (!this.id) {
      return;
    }
    const dropTicks = this.#optOuts.reading();
    await Promise.all([
      this.#read("", { expand: "person,company,sequence,owner,moves" }, (/** @type {Outreach} */ outreach) => {
        learn(outreach.person, outreach.company, outreach.sequence, outreach.owner);
        dropTicks();
        this.outreach = outreach;
        this.#refusal = null;
      }),
      this.#history.load(),
    ]);
  }

  /** @param {string} path @param {Parameters} parameters @param {(answer: any) => void} take */
  async #read(path, parameters, take) {
    try {
      take(await api.get(`/api/outreaches/${encodeURIComponent(this.id ?? "")}${path}`, parameters, this.#request));
    } catch (error) {
      if (error instanceof api.Unreachable) {
        connection.lost(error);
      } else if (error instanceof api.Refused) {
        this.#refusal = error.problem;
      } else if (!api.isAborted(error)) {
        throw error;
      }
    }
    redraw();
  }

  template() {
    if (!this.id) {
      return nothing;
    }
    const name = this.outreach?.person?.name ?? this.id;
    const problem = this.#refusal ?? this.#optOuts.refusal;
    return html`
      <section class="panel" aria-labelledby="panel-title" aria-busy=${!this.outreach && !this.#refusal}>
        <header>
          <h2 id="panel-title" tabindex="-1" dir="auto">${name}</h2>
          <button type="button" class="quiet" aria-label="Close" title="Close (Esc)" @click=${this.act.close}>${icon("close")}</button>
        </header>
        ${problem ? html`<p class="problem" role="alert">${problem.detail}</p>` : nothing}
        ${this.outreach ? this.#content(this.outreach) : nothing}
      </section>`;
  }

  /** @param {Outreach} outreach */
  #content(outreach) {
    const busy = this.#isChanging || this.act.busy();
    return html`
      <p class="standing" id="panel-standing">
        <span class="chip" data-state=${outreach.current_state}>${label(outreach.current_state)}</span>
        <span>${states.meaning(outreach.current_state)}</span>
      </p>
      ${facts(outreach)}
      ${this.#optOuts.template(outreach.person)}
      ${account.lacks("work") ? nothing : this.#changes(outreach, busy)}
      ${this.#history.template()}`;
  }

  /** @param {Outreach} outreach @param {boolean} busy */
  #changes(outreach, busy) {
    return html`
      ${moves(outreach, { busy, moveTo: (state, reason) => this.#change(() => this.act.moveTo(outreach, state, reason)) })}
      ${sequenceChanges(outreach, {
        busy,
        assign: () => this.act.assign(outreach),
        unassign: () => this.#change(() => this.act.unassign(outreach)),
      })}`;
  }

  /** @param {() => Promise<void>} change */
  async #change(change) {
    this.#isChanging = true;
    redraw();
    try {
      await change();
    } finally {
      this.#isChanging = false;
      redraw();
    }
  }
}
