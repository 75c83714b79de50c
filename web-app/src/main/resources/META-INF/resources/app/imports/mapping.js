/** The columns of a file: their first values, and the fields that they are read into. */

/**
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { FileColumn, FilePreview } from "./types.js"
 */

import { account } from "../access/account.js";
import { html, nothing } from "../drawing/lit.js";
import { label } from "../drawing/text.js";
import { statusText } from "../parts/status.js";
import { fieldLabel, kindsFor } from "./choices.js";

const EXAMPLES = 3;

/** @type {Record<FileColumn["use"], string>} */
const USES = { read: "Imported", read_if_empty: "Used where the first column is empty", ignored: "Ignored" };

/**
 * @param {string} chosen "" to detect the kind
 * @param {string | null} found the kind that Grow detects
 * @param {(kind: string) => void} change
 */
export function kindChoice(chosen, found, change) {
  return html`
    <div class="form-field">
      <label for="import-kind">Rows of the file</label>
      <select id="import-kind" @change=${(/** @type {FieldEvent} */ event) => change(event.target.value)}>
        <option value="" .selected=${chosen === ""}>${found && chosen === "" ? `${label(found)} (detected)` : "Detect"}</option>
        ${kindsFor(account.has("manage")).map((kind) => html`<option value=${kind} .selected=${kind === chosen}>${label(kind)}</option>`)}
      </select>
    </div>`;
}

/**
 * @param {FilePreview} preview
 * @param {Record<string, string>} mapping what the user chose
 * @param {(column: string, field: string | null) => void} change called with null for the field that Grow finds
 */
export function mappingTable(preview, mapping, change) {
  const { columns, rows, fields } = preview;
  return html`
    <section class="related">
      <h2>Columns <small>${columns.filter(({ use }) => use !== "ignored").length} of ${columns.length} are imported</small></h2>
      <div class="list"><table class="records plain mapping">
        <caption class="unseen">Columns of the file</caption>
        <thead><tr><th scope="col">Column</th><th scope="col">First values</th><th scope="col">Imported as</th><th scope="col">Result</th></tr></thead>
        <tbody>${columns.map((column, at) => html`
          <tr>
            <th scope="row" dir="auto">${column.name || html`<span class="why">No name</span>`}</th>
            <td data-name="First values" dir="auto">${examples(rows, at)}</td>
            <td data-name="Imported as">${column.name && fields.length > 0 ? fieldChoice(column, { fields, chosen: mapping[column.name], change }) : nothing}</td>
            <td data-name="Result">${statusText(column.use === "read" ? "good" : column.use === "ignored" ? "none" : "busy", USES[column.use])}</td>
          </tr>`)}</tbody>
      </table></div>
    </section>`;
}

/** @param {(string | null)[][]} rows @param {number} at */
function examples(rows, at) {
  const values = [...new Set(rows.map((row) => row[at]?.trim() ?? "").filter((value) => value !== ""))];
  return values.length === 0 ? html`<span class="why">Empty</span>` : html`<ul class="examples">${values.slice(0, EXAMPLES).map((value) => html`<li>${value}</li>`)}</ul>`;
}

/**
 * @param {FileColumn} column
 * @param {{ fields: string[], chosen: string | undefined, change: (column: string, field: string | null) => void }} parts
 */
function fieldChoice({ name, field }, { fields, chosen, change }) {
  const value = chosen ?? field ?? "";
  return html`
    <select aria-label=${`Field for ${name}`} @change=${(/** @type {FieldEvent} */ event) => change(name, event.target.value)}>
      <option value="" .selected=${value === ""}>Ignore</option>
      ${fields.map((one) => html`<option value=${one} .selected=${one === value}>${fieldLabel(one)}</option>`)}
    </select>`;
}
