/** The result of an import or of its dry run. */

/** @import { FileImport } from "./types.js" */

import { html, nothing } from "../drawing/lit.js";
import { counted, label, number } from "../drawing/text.js";
import { isRunning, ROWS } from "./run.js";

const CONTACTS = { one: "contact", many: "contacts" };

/** @param {FileImport} run */
export function summary(run) {
  return html`
    <section class="related summary" aria-busy=${isRunning(run)}>
      <h2>${isRunning(run) ? "Progress" : run.dry_run ? "What the import would do" : "Summary"}</h2>
      ${isRunning(run) ? progress(run) : nothing}
      ${run.failure ? html`<p class="problem" role="alert">${run.failure}</p>` : nothing}
      <dl class="counts">
        ${count("Read", run.row_count)}
        ${count(run.dry_run ? "Ready to import" : "Imported", run.imported_count)}
        ${count("Unchanged", run.unchanged_count)}
        ${count("With warnings", run.warned_count)}
        ${count("Rejected", run.rejected_count)}
      </dl>
      ${records(run)}
      ${notes(run)}
    </section>`;
}

/** @param {FileImport} run */
function progress({ status, row_count: rows, dry_run: dry }) {
  const doing = status === "uploading" ? "Uploading…" : `${dry ? "Checking" : "Importing"}… ${counted(rows, ROWS)} read.`;
  return html`<p class="doing"><progress aria-label="Import"></progress> <span>${doing}</span></p>`;
}

/** @param {string} name @param {number} value */
function count(name, value) {
  return html`<div><dt>${name}</dt><dd>${number(value)}</dd></div>`;
}

/** @param {FileImport} run */
function records({ records: all, dry_run: dry }) {
  const changed = Object.entries(all).filter(([, { created_count: created, updated_count: updated }]) => created + updated > 0);
  if (changed.length === 0) {
    return nothing;
  }
  return html`
    <div class="list"><table class="records plain">
      <caption class="unseen">Records by kind</caption>
      <thead><tr><th scope="col">Records</th><th scope="col">${dry ? "Would be created" : "Created"}</th><th scope="col">${dry ? "Would change" : "Changed"}</th></tr></thead>
      <tbody>${changed.map(([kind, counts]) => html`
        <tr><th scope="row">${label(kind)}</th><td data-name="Created">${number(counts.created_count)}</td><td data-name="Changed">${number(counts.updated_count)}</td></tr>`)}</tbody>
    </table></div>`;
}

/** @param {FileImport} run */
function notes({ merged_count: merged, ignored_domain_count: domains, possible_duplicate_count: duplicates, ignored_columns: columns, dry_run: dry }) {
  return html`
    <ul class="notes">
      ${merged > 0 ? html`<li>${counted(merged, CONTACTS)} had the same person as an earlier row of the file.</li>` : nothing}
      ${domains > 0 ? html`<li>${counted(domains, CONTACTS)} had a domain that many companies share, such as facebook.com. The domain was ignored.</li>` : nothing}
      ${duplicates > 0 ? html`<li>${counted(duplicates, { one: "person has", many: "people have" })} the same name as another person of the company. ${dry ? nothing : html`<a href="/duplicates">Review duplicates</a>`}</li>` : nothing}
      ${columns.length > 0 ? html`<li>Ignored columns: <span dir="auto">${columns.join(", ")}</span>.</li>` : nothing}
    </ul>`;
}
