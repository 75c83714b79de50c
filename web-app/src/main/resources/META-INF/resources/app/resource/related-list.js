/** A short list of related records on the page of a record. */

/**
 * @import { Parameters } from "../api/requests.js"
 * @import { Pagination } from "../api/types.js"
 * @import { Column, Identified, Noun, Part } from "./types.js"
 */

import { html, nothing } from "../drawing/lit.js";
import { counted, number } from "../drawing/text.js";
import { router } from "../routing/router.js";
import { Reading } from "./reading.js";
import { Repeating } from "./repeating.js";
import { RowReads } from "./row-reads.js";
import { table } from "./table.js";

const MOST_ROWS = 10;

/**
 * @template {Identified} T
 * @implements {Part}
 */
export class RelatedList {
  /** @type {Reading<{ items: T[], pagination: Pagination }>} */
  #reading = new Reading();

  #repeating = new Repeating();

  /**
   * @param {object} parts
   * @param {string} parts.title
   * @param {Noun} parts.noun
   * @param {string} parts.endpoint
   * @param {Parameters} parts.query the filter by the record, and `expand`
   * @param {Column<T>[]} parts.columns
   * @param {(record: T) => string} parts.name
   * @param {(record: T) => string} parts.address
   * @param {string} parts.all the address of the list with all of them
   * @param {(record: T) => boolean} [parts.isChanging] returns whether a record changes without events; then the list reads again
   */
  constructor(parts) {
    this.parts = parts;
    this.reads = new RowReads(parts.columns);
  }

  async read() {
    const { endpoint, query, isChanging } = this.parts;
    const page = location.pathname;
    if (await this.#reading.read(endpoint, { ...query, per: MOST_ROWS }, { quiet: !this.#reading.waits })) {
      const items = this.#reading.answer?.items ?? [];
      this.#repeating.plan(items.some((record) => isChanging?.(record)), () => location.pathname === page && this.read());
      await this.reads.read(items);
    }
  }

  template() {
    const { title } = this.parts;
    const { answer, refusal } = this.#reading;
    const total = answer?.pagination.total_count;
    return html`
      <section class="related">
        <h2>${title}${total === undefined ? nothing : html` <small>${number(total)}</small>`}</h2>
        ${refusal ? html`<p class="problem">${refusal.detail}</p>` : total === 0 ? html`<p class="none">None</p>` : this.#table(answer?.items ?? null, total ?? 0)}
      </section>`;
  }

  /** @param {T[] | null} records @param {number} total */
  #table(records, total) {
    const { title, noun, columns, name, address, all } = this.parts;
    return html`
      <div class="list">${table({ caption: title, columns, records, loading: this.#reading.loading, name, address, reads: this.reads, open: (to) => router.go(to) })}</div>
      ${total > MOST_ROWS ? html`<p class="all"><a href=${all}>Show all ${counted(total, noun)}</a></p>` : nothing}`;
  }
}
