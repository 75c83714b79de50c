/** The opt-outs on the page of a person. */

/**
 * @import { Person } from "../api/types.js"
 * @import { Part } from "../resource/types.js"
 */

import { html, nothing } from "../drawing/lit.js";
import { OptOuts } from "../outreach/opt-outs.js";
import { ENDPOINT } from "../records/people.js";
import { Reading } from "../resource/reading.js";

/** @implements {Part} */
export class OptOutsPart {
  /** @type {Reading<Person>} */
  #reading = new Reading();

  #optOuts = new OptOuts(() => this.read());

  /** @param {string} id the id of the person */
  constructor(id) {
    this.id = id;
  }

  async read() {
    const dropTicks = this.#optOuts.reading();
    if (await this.#reading.read(`${ENDPOINT}/${encodeURIComponent(this.id)}`, {}, { quiet: !this.#reading.waits })) {
      dropTicks();
    }
  }

  template() {
    const { refusal } = this.#optOuts;
    return html`
      <section class="related" aria-label="Opt-outs" aria-busy=${this.#reading.waits}>
        ${refusal ? html`<p class="problem" role="alert">${refusal.detail}</p>` : nothing}
        ${this.#optOuts.template(this.#reading.answer)}
      </section>`;
  }
}
