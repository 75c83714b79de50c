/** The latest audit entries of a record, as a part of its page. */

/**
 * @import { AuditEntry, Pagination } from "../api/types.js"
 * @import { Part } from "../resource/types.js"
 */

import { account } from "../access/account.js";
import { html, nothing } from "../drawing/lit.js";
import { number } from "../drawing/text.js";
import { Reading } from "../resource/reading.js";
import { auditTable } from "./entries.js";

const MOST_ROWS = 10;

/**
 * Returns the part of the page of a record, if the caller may read the audit log.
 *
 * @param {string} id the id of the record
 * @returns {Part[]}
 */
export function auditOf(id) {
  return account.has("administer") ? [new RecordAudit(id)] : [];
}

/** @implements {Part} */
class RecordAudit {
  /** @type {Reading<{ items: AuditEntry[], pagination: Pagination }>} */
  #reading = new Reading();

  /** @param {string} id */
  constructor(id) {
    this.id = id;
  }

  read() {
    return this.#reading.read("/api/audit", { subject_id: this.id, per: MOST_ROWS }, { quiet: this.#reading.answer !== null });
  }

  template() {
    const { answer, refusal } = this.#reading;
    if (!answer) {
      return refusal ? html`<p class="problem">${refusal.detail}</p>` : nothing;
    }
    const { items, pagination: { total_count: total } } = answer;
    return html`
      <section class="related">
        <h2>Audit log <small>${number(total)}</small></h2>
        ${total === 0 ? html`<p class="none">No entries</p>` : html`<div class="list">${auditTable(items, { caption: "Audit log", loading: false, withRecord: false })}</div>`}
        ${total > MOST_ROWS ? html`<p class="all"><a href=${`/settings/audit?subject_id=${encodeURIComponent(this.id)}`}>Show all ${number(total)} entries</a></p>` : nothing}
      </section>`;
  }
}
