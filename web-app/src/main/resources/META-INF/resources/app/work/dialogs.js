/** The dialogs before a change to a selection. */

/**
 * @import { FormEvent } from "../drawing/lit.js"
 * @import { Named } from "../api/types.js"
 * @import { Selection } from "../outreaches/selection.js"
 * @import { Outcome } from "./work.js"
 */

import { LONGEST_REASON } from "../api/limits.js";
import * as api from "../api/requests.js";
import { states } from "../api/states.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label, number, outreaches } from "../drawing/text.js";
import { Question } from "../parts/question.js";
import { Typeahead } from "../parts/typeahead.js";
import { tryMove } from "./actions.js";
import { MOST_TO_UNDO } from "./undo.js";

/**
 * Asks for a sequence to assign.
 *
 * @extends {Question<Selection>}
 */
export class AssignQuestion extends Question {
  name = "assign";

  /** @type {Named | null} */
  #sequence = null;

  #field = new Typeahead({
    id: "assign-sequence",
    label: "Sequence",
    resource: "sequences",
    onPick: (sequence) => {
      this.#sequence = sequence;
      redraw();
    },
  });

  /** @param {(selection: Selection, sequence: Named) => void} onAnswer */
  constructor(onAnswer) {
    super();
    this.onAnswer = onAnswer;
  }

  template() {
    return this.frame(
      (selection) => `Assign ${outreaches(selection.size)}`,
      (selection) => html`
        <form @submit=${(/** @type {FormEvent} */ event) => this.#answer(event, selection)}>
          ${this.#field.template(this.#sequence?.name)}
          ${selection.size > MOST_TO_UNDO ? html`<p class="why">You can undo changes to at most ${outreaches(MOST_TO_UNDO)}.</p>` : nothing}
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" ?disabled=${!this.#sequence}>Assign ${outreaches(selection.size)}</button>
          </div>
        </form>`,
    );
  }

  /** @param {FormEvent} event @param {Selection} selection */
  #answer(event, selection) {
    event.preventDefault();
    const sequence = this.#sequence;
    this.close();
    if (sequence) {
      this.onAnswer(selection, sequence);
    }
  }

  closed() {
    this.#sequence = null;
    super.closed();
  }
}

/**
 * Asks for a state and a reason.
 *
 * @extends {Question<Selection>}
 */
export class MoveQuestion extends Question {
  name = "move";

  /** @type {string | null} */
  #state = null;

  /** @type {Outcome | null} */
  #outlook = null;

  #request = new AbortController();

  /** @param {(selection: Selection, state: string, reason: string) => void} onAnswer the reason is "" for none */
  constructor(onAnswer) {
    super();
    this.onAnswer = onAnswer;
  }

  template() {
    return this.frame(
      (selection) => `Move ${outreaches(selection.size)}`,
      (selection) => html`
        <form @submit=${(/** @type {FormEvent} */ event) => this.#answer(event, selection)}>
          <fieldset>
            <legend>To</legend>
            ${states.all.map((state) => html`
              <label class="choice" title=${states.meaning(state)}>
                <input type="radio" name="state" value=${state} required .checked=${this.#state === state} @change=${() => this.#choose(state, selection)}>
                <span class="chip" data-state=${state}>${label(state)}</span>
              </label>`)}
          </fieldset>
          <label class="reason">Reason (optional)<input name="reason" type="text" maxlength=${LONGEST_REASON} autocomplete="off" placeholder="Saved in the history"></label>
          <p class="why" role="status">${this.#forecast()}</p>
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" ?disabled=${!this.#state}>Move ${outreaches(selection.size)}</button>
          </div>
        </form>`,
    );
  }

  #forecast() {
    const rest = "Outreaches that can’t be moved stay as they are and are listed with the reason.";
    if (!this.#outlook) {
      return rest;
    }
    const { done, errors } = this.#outlook;
    if (errors.length === 0) {
      return "All of them can be moved.";
    }
    return done === 0 ? "None of them can be moved." : `${number(done)} can be moved, ${number(errors.length)} can’t. ${rest}`;
  }

  /** @param {string} state @param {Selection} selection */
  async #choose(state, selection) {
    this.#request.abort();
    this.#request = new AbortController();
    this.#state = state;
    this.#outlook = null;
    redraw();
    try {
      this.#outlook = await tryMove(selection, state, this.#request.signal);
    } catch (error) {
      if (!api.isAborted(error) && !(error instanceof api.Unreachable)) {
        throw error;
      }
    }
    redraw();
  }

  /** @param {FormEvent} event @param {Selection} selection */
  #answer(event, selection) {
    event.preventDefault();
    const state = this.#state;
    const reason = event.target.reason.value.trim();
    this.close();
    if (state) {
      this.onAnswer(selection, state, reason);
    }
  }

  closed() {
    this.#request.abort();
    this.#state = null;
    this.#outlook = null;
    super.closed();
  }
}

/**
 * Asks whether to start enrichment.
 *
 * @extends {Question<Selection>}
 */
export class EnrichmentQuestion extends Question {
  name = "enrichment";

  /** @param {(selection: Selection) => void} onAnswer */
  constructor(onAnswer) {
    super();
    this.onAnswer = onAnswer;
  }

  template() {
    return this.frame(
      (selection) => `Start enrichment of ${outreaches(selection.size)}?`,
      (selection) => html`
        <form @submit=${(/** @type {FormEvent} */ event) => this.#answer(event, selection)}>
          <p>Outreaches whose state does not allow enrichment stay as they are and are listed with the reason. You can’t undo this.</p>
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" autofocus>Start enrichment</button>
          </div>
        </form>`,
    );
  }

  /** @param {FormEvent} event @param {Selection} selection */
  #answer(event, selection) {
    event.preventDefault();
    this.close();
    this.onAnswer(selection);
  }
}
