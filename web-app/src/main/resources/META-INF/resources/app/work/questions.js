/** The dialogs of the changes to a selection, and the keys and buttons that open them. */

/**
 * @import { Outreach } from "../api/types.js"
 * @import { Question } from "../parts/question.js"
 * @import { Shortcut } from "../routing/screen.js"
 * @import { Work } from "./work.js"
 */

import { html } from "../drawing/lit.js";
import { Selection } from "../outreaches/selection.js";
import * as actions from "./actions.js";
import { AssignQuestion, MoveQuestion, enrichmentQuestion, removalQuestion } from "./dialogs.js";
import { RecentChanges } from "./recent.js";
import { tray } from "./tray.js";

export class Questions {
  #assigning = new AssignQuestion((chosen, sequence) => this.begin(actions.assign(chosen, sequence)));
  #enriching = enrichmentQuestion((chosen) => this.begin(actions.startEnrichment(chosen)));
  #moving = new MoveQuestion((chosen, state, reason) => this.begin(actions.moveTo(chosen, state, reason)));
  #removing = removalQuestion((chosen) => this.begin(actions.unassign(chosen)));
  #recent = new RecentChanges();

  /**
   * @param {Selection} selection
   * @param {(work: Work) => void} begin starts a change to the selection
   */
  constructor(selection, begin) {
    this.selection = selection;
    this.begin = begin;
  }

  /** The changes to the selection, by the names of its buttons. */
  actions = {
    assign: () => this.#ask(this.#assigning),
    startEnrichment: () => this.#ask(this.#enriching),
    move: () => this.#ask(this.#moving),
    unassign: () => this.#unassign(),
  };

  /** The changes to one outreach. They begin without touching the selection. */
  single = {
    assign: (/** @type {Outreach} */ outreach) => this.#assigning.ask(only(outreach)),
    unassign: (/** @type {Outreach} */ outreach) => tray.begin(actions.unassign(only(outreach))),
    moveTo: (/** @type {Outreach} */ outreach, /** @type {string} */ state, /** @type {string} */ reason) =>
      tray.begin(actions.moveTo(only(outreach), state, reason)),
  };

  /** @returns {Shortcut[]} */
  keys() {
    return [
      { key: "s", name: "Assign a sequence to the selection", run: this.actions.assign },
      { key: "e", name: "Start enrichment of the selection", run: this.actions.startEnrichment },
      { key: "m", name: "Move the selection to a state", run: this.actions.move },
      { key: "h", name: "Recent changes", run: () => this.showRecent() },
    ];
  }

  showRecent() {
    this.#recent.ask({});
  }

  template() {
    return html`${this.#assigning.template()}${this.#enriching.template()}${this.#moving.template()}${this.#removing.template()}${this.#recent.template()}`;
  }

  /** @param {Question<Selection>} question */
  #ask(question) {
    if (this.selection.size > 0 && !tray.busy) {
      question.ask(this.selection.copy());
    }
  }

  /** Asks first if the selection is large. */
  #unassign() {
    if (this.selection.size > actions.MOST_UNASKED) {
      this.#ask(this.#removing);
    } else {
      this.begin(actions.unassign(this.selection.copy()));
    }
  }
}

/** @param {Outreach} outreach */
function only(outreach) {
  const one = new Selection();
  one.set([outreach], true);
  return one;
}
