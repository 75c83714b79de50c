/** The history of an outreach, latest transition first. */

/**
 * @import { Pagination, Transition } from "../api/types.js"
 * @typedef {{ items: Transition[], pagination: Pagination }} TransitionPage
 */

import { actorName } from "../audit/entries.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label, moment } from "../drawing/text.js";

const PAGE_SIZE = 20;

export class History {
  /** @type {Transition[]} */
  #transitions = [];

  /** @type {number | null} */
  #nextPage = null;

  #isLoadingMore = false;

  /**
   * @param {(path: string, parameters: import("../api/requests.js").Parameters, take: (page: TransitionPage) => void) => Promise<void>} read
   *   reads below the path of the outreach and passes on the answer
   */
  constructor(read) {
    this.read = read;
  }

  /** Forgets the history, for another outreach. */
  reset() {
    this.#transitions = [];
    this.#nextPage = null;
  }

  /** Reads a page. The first page replaces the transitions read so far. */
  load(page = 1) {
    return this.read("/transitions", { page, per: PAGE_SIZE }, ({ items, pagination }) => {
      this.#transitions = page === 1 ? items : [...this.#transitions, ...items];
      this.#nextPage = page < pagination.total_pages ? page + 1 : null;
    });
  }

  async #loadMore() {
    if (!this.#isLoadingMore && this.#nextPage !== null) {
      this.#isLoadingMore = true;
      await this.load(this.#nextPage);
      this.#isLoadingMore = false;
      redraw();
    }
  }

  template() {
    return html`
      <section aria-labelledby="panel-history">
        <h3 id="panel-history">History</h3>
        ${this.#transitions.length === 0 ? html`<p class="none">No history yet.</p>` : nothing}
        <ol class="history">${this.#transitions.map(entry)}</ol>
        ${this.#nextPage ? html`<button type="button" aria-disabled=${this.#isLoadingMore} @click=${() => this.#loadMore()}>Load more</button>` : nothing}
      </section>`;
  }
}

/** @param {Transition} transition */
function entry({ from_state: from, to_state: to, created_at: time, actor, reason, metadata }) {
  return html`
    <li data-state=${to}>
      <p>${label(from)} ${icon("arrow")}<span class="unseen">to</span> <b>${label(to)}</b></p>
      <p class="when"><time datetime=${time}>${moment(time)}</time>${actor ? html` by <span dir="auto">${actorName(actor)}</span>` : nothing}</p>
      ${reason ? html`<p>${reason}</p>` : nothing}
      ${Object.entries(metadata ?? {}).map(([key, value]) => html`<p class="when">${key}: ${typeof value === "string" ? value : JSON.stringify(value)}</p>`)}
    </li>`;
}
