/** How many outreaches of a record are in which state. */

/**
 * @import { Counts, Stats } from "../api/types.js"
 * @import { Part } from "./types.js"
 */

import { html, svg } from "../drawing/lit.js";
import { label, number, outreaches } from "../drawing/text.js";
import { Reading } from "./reading.js";

/** @implements {Part} */
export class StateCounts {
  /** @type {Reading<Stats>} */
  #reading = new Reading();

  /** @param {Record<string, string>} filter the filter of the outreaches, such as `{sequence_id: "seq_1"}` */
  constructor(filter) {
    this.filter = filter;
  }

  async read() {
    await this.#reading.read("/api/outreaches/stats", this.filter, { quiet: !this.#reading.waits });
  }

  template() {
    const { answer } = this.#reading;
    return html`
      <section class="related">
        <h2>Outreaches by state</h2>
        ${answer
          ? html`<ul class="chart">${Object.entries(answer.by_state).map(([state, count]) => this.#state(state, count, answer.by_state))}</ul>`
          : html`<div class="chart" aria-busy="true" aria-hidden="true">${Array.from({ length: 6 }, () => html`<span class="bar skeleton"></span>`)}</div>`}
      </section>`;
  }

  /** @param {string} state @param {number} count @param {Counts} counts */
  #state(state, count, counts) {
    const most = Math.max(1, ...Object.values(counts));
    return html`
      <li><a class="bar" data-state=${state} href=${`/outreaches?${new URLSearchParams({ ...this.filter, status: state })}`}>
        <span class="name">${label(state)}</span>
        <span class="count">${number(count)}</span>
        <svg class="share" aria-hidden="true" focusable="false"><rect width=${`${(100 * count) / most}%`} height="100%" rx="2"></rect></svg>
      </a></li>`;
  }
}

/**
 * Returns a bar with the share of each state.
 *
 * @param {Counts} counts
 */
export function shareOfStates(counts) {
  const total = Math.max(1, Object.values(counts).reduce((sum, count) => sum + count, 0));
  const states = Object.entries(counts).filter(([, count]) => count > 0);
  const text = states.map(([state, count]) => `${label(state)}: ${outreaches(count)}`).join(", ");
  let before = 0;
  return html`<svg class="shares" role="img" aria-label=${text}><title>${text}</title>${states.map(([state, count]) => {
    const x = before;
    before += (100 * count) / total;
    return svg`<rect data-state=${state} x=${`${x}%`} width=${`${(100 * count) / total}%`} height="100%"></rect>`;
  })}</svg>`;
}
