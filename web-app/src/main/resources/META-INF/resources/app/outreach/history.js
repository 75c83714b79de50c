/** The history of an outreach, latest transition first. */

import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label, moment } from "../drawing/text.js";

const PAGE_SIZE = 20;

export class History {
  #transitions = [];
  #nextPage = null;
  #isReadingOlder = false;

  /** @param read reads a path of the outreach: a function of the path, its parameters and a receiver of the answer */
  constructor(read) {
    this.read = read;
  }

  /** Forgets the history, for another outreach. */
  reset() {
    this.#transitions = [];
    this.#nextPage = null;
  }

  /** Reads a page; the first one replaces what is known. */
  load(page = 1) {
    return this.read("/transitions", { page, per: PAGE_SIZE }, ({ items, pagination }) => {
      this.#transitions = page === 1 ? items : [...this.#transitions, ...items];
      this.#nextPage = page < pagination.total_pages ? page + 1 : null;
    });
  }

  async #loadOlder() {
    if (!this.#isReadingOlder) {
      this.#isReadingOlder = true;
      await this.load(this.#nextPage);
      this.#isReadingOlder = false;
      redraw();
    }
  }

  template() {
    return html`
      <section aria-labelledby="panel-history">
        <h3 id="panel-history">History</h3>
        ${this.#transitions.length === 0 ? html`<p class="none">Nothing has happened yet.</p>` : nothing}
        <ol class="history">${this.#transitions.map(entry)}</ol>
        ${this.#nextPage ? html`<button type="button" aria-disabled=${this.#isReadingOlder} @click=${() => this.#loadOlder()}>Show older</button>` : nothing}
      </section>`;
  }
}

function entry({ from_state: from, to_state: to, created_at: time, actor, reason, metadata }) {
  return html`
    <li data-state=${to}>
      <p>${label(from)} ${icon("arrow")}<span class="unseen">to</span> <b>${label(to)}</b></p>
      <p class="when"><time datetime=${time}>${moment(time)}</time>${actor ? html` by ${actor}` : nothing}</p>
      ${reason ? html`<p>${reason}</p>` : nothing}
      ${Object.entries(metadata ?? {}).map(([key, value]) => html`<p class="when">${key}: ${typeof value === "string" ? value : JSON.stringify(value)}</p>`)}
    </li>`;
}
