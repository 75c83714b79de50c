/** Two records that are probably duplicates, side by side. */

/**
 * @import { Duplicate } from "../api/types.js"
 * @import { ComparedField, Kind } from "../merge/kinds.js"
 */

import { html, nothing } from "../drawing/lit.js";
import { label } from "../drawing/text.js";
import { differs, KINDS } from "../merge/kinds.js";
import { addressOfRecord } from "../records/links.js";

/** @type {Record<string, string>} */
const REASONS = {
  email: "Same email address",
  linkedin_url: "Same LinkedIn profile",
  name_and_company: "Same name at the same company",
  domain: "Same domain",
  name: "Same name",
};

/**
 * @param {Duplicate} duplicate
 * @param {Kind} kind
 * @param {((from: Duplicate["record"], into: Duplicate["record"]) => unknown) | null} merge null if the caller must not merge
 */
export function pair({ id, into, reason, confidence, record, into_record: older }, kind, merge) {
  const { fields } = KINDS[kind];
  const name = `pair-${id}-${into}`;
  return html`
    <article class="pair" aria-labelledby=${name}>
      <header>
        <h2 id=${name}><bdi>${older.name}</bdi></h2>
        <p>${REASONS[reason] ?? label(reason)} <span class="mark" data-confidence=${confidence}>${label(confidence)}</span></p>
      </header>
      <table role="table" class="compared">
        <caption class="unseen">Both records</caption>
        <thead role="rowgroup"><tr role="row"><td role="cell"></td><th role="columnheader" scope="col">Older</th><th role="columnheader" scope="col">Newer</th></tr></thead>
        <tbody role="rowgroup">
          <tr role="row" class=${older.name === record.name ? "" : "different"}>
            <th role="rowheader" scope="row">Name</th>
            <td role="cell"><a dir="auto" href=${addressOfRecord(kind, older.id)}>${older.name}</a></td>
            <td role="cell"><a dir="auto" href=${addressOfRecord(kind, record.id)}>${record.name}</a></td>
          </tr>
          ${fields.filter(({ text }) => text(older) || text(record)).map((field) => html`
            <tr role="row" class=${differs(field, older, record) ? "different" : ""}>
              <th role="rowheader" scope="row">${field.name}</th>
              <td role="cell" dir="auto">${valueOf(field, older)}</td>
              <td role="cell" dir="auto">${valueOf(field, record)}</td>
            </tr>`)}
        </tbody>
      </table>
      ${merge ? html`
        <p class="answers">
          <button type="button" @click=${() => merge(record, older)}>Keep the older…</button>
          <button type="button" @click=${() => merge(older, record)}>Keep the newer…</button>
        </p>` : nothing}
    </article>`;
}

/** @param {ComparedField} field @param {Duplicate["record"]} record */
function valueOf({ text, link = text }, record) {
  return link(record) || nothing;
}
