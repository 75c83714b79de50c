/** The list of companies. */

/**
 * @import { Company } from "../api/types.js"
 * @import { ListDescription } from "../resource/types.js"
 */

import { readName } from "../api/names.js";
import { get } from "../api/requests.js";
import { html } from "../drawing/lit.js";
import { label, number } from "../drawing/text.js";
import { askToCreate } from "../forms/changes.js";
import { ENDPOINT, FIELDS, fitOf, FITS, NOUN, PATH } from "../records/companies.js";
import { addressOfRecord, recordLink } from "../records/links.js";
import { ListScreen } from "../resource/list-screen.js";
import { router } from "../routing/router.js";
import { HandOverQuestion } from "./hand-over.js";

const handOver = new HandOverQuestion();

/** @type {ListDescription<Company>} */
const COMPANIES = {
  ...{ path: PATH, endpoint: ENDPOINT, noun: NOUN, title: "Companies", prefixes: ["com_", "usr_"] },
  empty: "Companies have people, who are contacted in outreaches. Import contacts, or create a company.",
  name: ({ name }) => name,
  address: ({ id }) => addressOfRecord("companies", id),
  columns: [
    { name: "Name", sort: "name", width: "24%", value: ({ name }) => name },
    { name: "Domain", sort: "domain", value: ({ domain }) => domain },
    { name: "Fit", sort: "fit", width: "110", value: (company) => typeof company.fit === "boolean" ? fitOf(company) : undefined },
    { name: "Segments", sort: "segments", value: ({ segments = [] }) => segments.join(", ") },
    { name: "Owner", sort: "owner", read: ({ owner_id: id }, signal) => readName("users", id, signal), value: ({ owner_id: id }, owner) => recordLink("users", id, owner) },
    { name: "Score", sort: "overall_score", width: "90", read: scoreOf, value: (_, score) => typeof score === "number" ? number(score) : undefined },
    { name: "Enrichment", sort: "last_enrichment", width: "128", value: ({ enrichment_status: status }) => status && label(status) },
  ],
  filters: [
    { name: "name", label: "Search by name", kind: "text", placeholder: "Name" },
    { name: "domain", label: "Domain", kind: "text" },
    { name: "owner", label: "Owner", kind: "record", resource: "users" },
    { name: "fit", label: "Fit", kind: "choice", options: FITS },
    { name: "segment", label: "Segments", kind: "text", placeholder: "SaaS, Sales", many: true, more: true },
    { name: "overall_score_min", label: "Score from", kind: "number", placeholder: "0", more: true },
    { name: "overall_score_max", label: "Score to", kind: "number", placeholder: "100", more: true },
    { name: "never_enriched", label: "Enrichment", kind: "choice", options: [{ value: "true", label: "Never enriched" }], more: true },
    { name: "enriched_after", label: "Enriched after", kind: "date", more: true },
    { name: "enriched_before", label: "Enriched on or before", kind: "date", more: true },
  ],
  actions: [{ name: "New company…", icon: "plus", key: "o", permission: "work", run: create }],
  bulk: [{ name: "Hand over…", permission: "work", run: (companies, { reload }) => handOver.ask({ companies, done: reload }) }],
};

/** Returns the screen. */
export function open() {
  return new CompaniesScreen(COMPANIES);
}

/** @extends {ListScreen<Company>} */
class CompaniesScreen extends ListScreen {
  template() {
    return html`${super.template()}${handOver.template()}`;
  }
}

/** @param {Company} company @param {AbortSignal} signal */
async function scoreOf({ id }, signal) {
  return (await get(`${ENDPOINT}/${id}/score`, {}, { signal })).overall_score;
}

function create() {
  askToCreate({ noun: NOUN.one, endpoint: ENDPOINT, fields: FIELDS, done: (company) => router.go(addressOfRecord("companies", company.id)) });
}
