/** The questions before a change to a selection begins. */

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

/** Asks for a sequence to assign. */
export class AssignQuestion extends Question {
  name = "assign";
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

  /** @param onAnswer called with the selection and the sequence */
  constructor(onAnswer) {
    super();
    this.onAnswer = onAnswer;
  }

  template() {
    return this.frame(
      () => `Assign ${outreaches(this.selection.size)}`,
      () => html`
        <form @submit=${(event) => this.#answer(event)}>
          ${this.#field.template(this.#sequence?.name)}
          ${this.selection.size > MOST_TO_UNDO ? html`<p class="why">More than ${number(MOST_TO_UNDO)} can’t be undone from here.</p>` : nothing}
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" ?disabled=${!this.#sequence}>Assign ${outreaches(this.selection.size)}</button>
          </div>
        </form>`,
    );
  }

  #answer(event) {
    event.preventDefault();
    const { selection } = this;
    const sequence = this.#sequence;
    this.close();
    this.onAnswer(selection, sequence);
  }

  closed() {
    this.#sequence = null;
    super.closed();
  }
}

/** Asks for a state and a reason. */
export class MoveQuestion extends Question {
  name = "move";
  #state = null;
  #outlook = null;
  #request = new AbortController();

  /** @param onAnswer called with the selection, the state and the reason, "" for none */
  constructor(onAnswer) {
    super();
    this.onAnswer = onAnswer;
  }

  template() {
    return this.frame(
      () => `Move ${outreaches(this.selection.size)}`,
      () => html`
        <form @submit=${(event) => this.#answer(event)}>
          <fieldset>
            <legend>To</legend>
            ${states.all.map((state) => html`
              <label class="choice" title=${states.meaning(state)}>
                <input type="radio" name="state" value=${state} required .checked=${this.#state === state} @change=${() => this.#choose(state)}>
                <span class="chip" data-state=${state}>${label(state)}</span>
              </label>`)}
          </fieldset>
          <label class="reason">Reason, for the history<input name="reason" type="text" maxlength=${LONGEST_REASON} autocomplete="off" placeholder="None"></label>
          <p class="why" role="status">${this.#told()}</p>
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" ?disabled=${!this.#state}>Move ${outreaches(this.selection.size)}</button>
          </div>
        </form>`,
    );
  }

  #told() {
    const rest = "Those that can’t be moved stay as they are, and are listed with the reason.";
    if (!this.#outlook) {
      return rest;
    }
    const { done, errors } = this.#outlook;
    if (errors.length === 0) {
      return "All of them can be moved.";
    }
    return done === 0 ? "None of them can be moved." : `${number(done)} can be moved, ${number(errors.length)} can’t. ${rest}`;
  }

  async #choose(state) {
    this.#request.abort();
    this.#request = new AbortController();
    this.#state = state;
    this.#outlook = null;
    redraw();
    try {
      this.#outlook = await tryMove(this.selection, state, this.#request.signal);
    } catch (error) {
      if (!api.isAborted(error) && !(error instanceof api.Unreachable)) {
        throw error;
      }
    }
    redraw();
  }

  #answer(event) {
    event.preventDefault();
    const { selection } = this;
    const state = this.#state;
    const reason = event.target.elements.reason.value.trim();
    this.close();
    this.onAnswer(selection, state, reason);
  }

  closed() {
    this.#request.abort();
    this.#state = null;
    this.#outlook = null;
    super.closed();
  }
}

/** Asks whether to start enrichment. */
export class EnrichmentQuestion extends Question {
  name = "enrichment";

  /** @param onAnswer called with the selection */
  constructor(onAnswer) {
    super();
    this.onAnswer = onAnswer;
  }

  template() {
    return this.frame(
      () => `Start enrichment of ${outreaches(this.selection.size)}?`,
      () => html`
        <form @submit=${(event) => this.#answer(event)}>
          <p>Those whose state does not allow it stay as they are, and are listed with the reason. This can’t be undone.</p>
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" autofocus>Start enrichment</button>
          </div>
        </form>`,
    );
  }

  #answer(event) {
    event.preventDefault();
    const { selection } = this;
    this.close();
    this.onAnswer(selection);
  }
}
