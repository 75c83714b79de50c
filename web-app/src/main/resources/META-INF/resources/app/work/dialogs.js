/** The dialogs before a change to a selection. */

/**
 * @import { FormEvent } from "../drawing/lit.js"
 * @import { Named } from "../api/types.js"
 * @import { Selection } from "../outreaches/selection.js"
 */

import { LONGEST_REASON } from "../api/limits.js";
import { states } from "../api/states.js";
import { html } from "../drawing/lit.js";
import { label, outreaches } from "../drawing/text.js";
import { Question } from "../parts/question.js";
import { Typeahead } from "../parts/typeahead.js";
import { Outlook } from "./outlook.js";

/**
 * Asks for a sequence to assign.
 *
 * @extends {Question<Selection>}
 */
export class AssignQuestion extends Question {
  name = "assign";

  /** @type {Named | null} */
  #sequence = null;

  #outlook = new Outlook();

  #field = new Typeahead({
    id: "assign-sequence",
    label: "Sequence",
    resource: "sequences",
    onPick: (sequence) => {
      this.#sequence = sequence;
      if (sequence && this.selection) {
        this.#outlook.read(this.selection, { sequence_id: sequence.id });
      } else {
        this.#outlook.reset();
      }
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
          ${this.#outlook.template()}
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
    this.#outlook.reset();
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

  #outlook = new Outlook();

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
            ${states.targets.map((state) => html`
              <label class="choice" title=${states.meaning(state)}>
                <input type="radio" name="state" value=${state} required .checked=${this.#state === state} @change=${() => this.#choose(state, selection)}>
                <span class="chip" data-state=${state}>${label(state)}</span>
              </label>`)}
          </fieldset>
          <label class="reason">Reason (optional)<input name="reason" type="text" maxlength=${LONGEST_REASON} autocomplete="off" placeholder="Saved in the history"></label>
          ${this.#outlook.template()}
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" ?disabled=${!this.#state || this.#outlook.isEmpty}>Move ${outreaches(selection.size)}</button>
          </div>
        </form>`,
    );
  }

  /** @param {string} state @param {Selection} selection */
  #choose(state, selection) {
    this.#state = state;
    this.#outlook.read(selection, { state });
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
    this.#state = null;
    this.#outlook.reset();
    super.closed();
  }
}

/**
 * Asks whether to make a change that has no further choice, and says what it would do.
 *
 * @extends {Question<Selection>}
 */
export class ChangeQuestion extends Question {
  #outlook = new Outlook();

  /**
   * @param {object} parts
   * @param {string} parts.name
   * @param {(count: string) => string} parts.title returns the question about a number of outreaches
   * @param {string} parts.text
   * @param {string} parts.button
   * @param {{ state: string } | { sequence_id: null }} parts.change
   * @param {(selection: Selection) => void} parts.onAnswer
   */
  constructor({ name, title, text, button, change, onAnswer }) {
    super();
    this.name = name;
    this.title = title;
    this.text = text;
    this.button = button;
    this.change = change;
    this.onAnswer = onAnswer;
  }

  /** @param {Selection} selection */
  async ask(selection) {
    await super.ask(selection);
    this.#outlook.read(selection, this.change);
  }

  template() {
    return this.frame(
      (selection) => this.title(outreaches(selection.size)),
      (selection) => html`
        <form @submit=${(/** @type {FormEvent} */ event) => this.#answer(event, selection)}>
          <p>${this.text}</p>
          ${this.#outlook.template()}
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" autofocus>${this.button}</button>
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

  closed() {
    this.#outlook.reset();
    super.closed();
  }
}

/** @param {(selection: Selection) => void} onAnswer */
export function enrichmentQuestion(onAnswer) {
  return new ChangeQuestion({
    name: "enrichment",
    title: (count) => `Start enrichment of ${count}?`,
    text: "Outreaches whose state does not allow enrichment stay as they are. For 24 hours you can undo this, except for new outreaches.",
    button: "Start enrichment",
    change: { state: "enrichment" },
    onAnswer,
  });
}

/** @param {(selection: Selection) => void} onAnswer */
export function removalQuestion(onAnswer) {
  return new ChangeQuestion({
    name: "removal",
    title: (count) => `Remove ${count} from their sequences?`,
    text: "You can undo this for 24 hours.",
    button: "Remove from sequence",
    change: { sequence_id: null },
    onAnswer,
  });
}
