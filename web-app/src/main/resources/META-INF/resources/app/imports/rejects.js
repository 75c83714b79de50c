/** The rejected rows of an import and the warnings about others. */

/**
 * @import { Pagination } from "../api/types.js"
 * @import { Part } from "../resource/types.js"
 * @import { Reject } from "./types.js"
 */

import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { number } from "../drawing/text.js";
import { statusText } from "../parts/status.js";
import { Reading } from "../resource/reading.js";
import { ENDPOINT } from "./run.js";

const SHOWN = 50;

/** @implements {Part} */
export class Rejects {
  /** @type {Reading<{ items: Reject[], pagination: Pagination }>} */
  #reading = new Reading();

  /** @param {string} id the import */
  constructor(id) {
    this.path = `${ENDPOINT}/${encodeURIComponent(id)}/rejects`;
  }

  async read() {
    await this.#reading.read(this.path, { per: SHOWN }, { quiet: !this.#reading.waits });
  }

  template() {
    const { answer, refusal } = this.#reading;
    const total = answer?.pagination.total_count ?? 0;
    if (refusal) {
      return html`<p class="problem">${refusal.detail}</p>`;
    }
    if (!answer || total === 0) {
      return nothing;
    }
    return html`
      <section class="related">
        <div class="screen-head">
          <h2>Rejected rows and warnings <small>${number(total)}</small></h2>
          <a class="button" href=${`${this.path}.csv`} download>${icon("imports")}<span>Download as CSV</span></a>
        </div>
        <div class="list"><table class="records plain">
          <caption class="unseen">Rejected rows and warnings</caption>
          <colgroup><col width="90"><col width="110"><col width="150"><col width="22%"><col></colgroup>
          <thead><tr>${["Line", "Kind", "Column", "Value", "Reason"].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
          <tbody>${answer.items.map(row)}</tbody>
        </table></div>
        ${total > SHOWN ? html`<p class="why all">The first ${number(SHOWN)} are shown. The CSV file has all of them.</p>` : nothing}
      </section>`;
  }
}

/** @param {Reject} reject */
function row({ line, severity, column, value, reason }) {
  return html`
    <tr>
      <th scope="row" data-name="Line">Line ${number(line)}</th>
      <td data-name="Kind">${severity === "error" ? statusText("bad", "Rejected") : statusText("warn", "Warning")}</td>
      <td data-name="Column">${column ?? nothing}</td>
      <td data-name="Value" dir="auto">${value ?? nothing}</td>
      <td data-name="Reason" class="wraps">${reason}</td>
    </tr>`;
}
