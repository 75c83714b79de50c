/** The page of a company: its facts, people and outreaches. */

/**
 * @import { Company, Person } from "../api/types.js"
 * @import { Column, Context, RecordDescription } from "../resource/types.js"
 */

import { connection } from "../api/connection.js";
import { learn, readName } from "../api/names.js";
import { get } from "../api/requests.js";
import { auditOf } from "../audit/record-audit.js";
import { html } from "../drawing/lit.js";
import { label, number } from "../drawing/text.js";
import { askToChange, askToCreate, askToDelete } from "../forms/changes.js";
import { MergeQuestion } from "../merge/question.js";
import { outreachesOf } from "../outreach/related.js";
import { ENDPOINT, FIELDS, fitOf, NOUN, PATH } from "../records/companies.js";
import { emailLink, pageLink, phoneLink } from "../records/contact-links.js";
import { addressOfRecord, recordLink } from "../records/links.js";
import { ENDPOINT as PEOPLE, FIELDS as PERSON_FIELDS, PATH as PEOPLE_PATH } from "../records/people.js";
import { RecordScreen } from "../resource/record-screen.js";
import { RelatedList } from "../resource/related-list.js";
import { StateCounts } from "../resource/state-counts.js";
import { router } from "../routing/router.js";

const merging = new MergeQuestion();

/**
 * @typedef {{ owner: string | undefined, score: number | null }} More
 * @type {RecordDescription<Company>}
 */
const COMPANY = {
  ...{ endpoint: ENDPOINT, noun: NOUN, list: { title: "Companies", path: PATH }, prefixes: ["per_", "out_", "usr_"], more },
  name: ({ name }) => name,
  facts: (company, /** @type {More | undefined} */ known) => [
    { name: "Domain", value: company.domain && pageLink(`https://${company.domain}`) },
    { name: "Owner", value: company.owner_id ? recordLink("users", company.owner_id, known?.owner) : html`<span class="none">No owner</span>` },
    { name: "Fit", value: fitOf(company) },
    { name: "Score", value: known && (known.score === null ? html`<span class="none">No score</span>` : number(known.score)) },
    { name: "Segments", value: company.segments?.join(", ") },
    { name: "Countries", value: company.countries_readable },
    { name: "Enrichment", value: company.enrichment_status ? label(company.enrichment_status) : html`<span class="none">Never enriched</span>` },
  ],
  parts: ({ id }) => [new StateCounts({ company_id: id }), peopleOf(id), outreachesOf({ company_id: id }, ["person", "channel", "sequence", "state"]), ...auditOf(id)],
  actions: [
    { name: "Edit…", icon: "pencil", key: "e", permission: "work", run: edit },
    { name: "New person…", icon: "plus", key: "o", permission: "work", run: addPerson },
    { name: "Merge…", icon: "duplicates", key: "m", permission: "manage", run: merge },
    { name: "Delete…", icon: "trash", permission: "work", danger: true, run: remove },
  ],
};

/** Returns the screen. */
export function open() {
  return new CompanyScreen(COMPANY);
}

/** @extends {RecordScreen<Company>} */
class CompanyScreen extends RecordScreen {
  template() {
    return html`${super.template()}${merging.template()}`;
  }
}

/** @param {Company} company @param {AbortSignal} [signal] @returns {Promise<More>} */
async function more({ id, owner_id: owner }, signal) {
  const [name, { overall_score: score }] = await Promise.all([readName("users", owner, signal), get(`${ENDPOINT}/${id}/score`, {}, { signal })]);
  return { owner: name, score };
}

/** @param {string} id */
function peopleOf(id) {
  /** @type {Column<Person>[]} */
  const columns = [
    { name: "Name", value: ({ name }) => name },
    { name: "Title", value: ({ title }) => title },
    { name: "Email", value: ({ email }) => emailLink(email) },
    { name: "Phone", value: phoneLink },
  ];
  return new RelatedList({
    ...{ title: "People", noun: { one: "person", many: "people" }, endpoint: PEOPLE, query: { company_id: id, sort: "name" }, columns },
    name: ({ name }) => name,
    address: (person) => addressOfRecord("people", person.id),
    all: `${PEOPLE_PATH}?company_id=${encodeURIComponent(id)}`,
  });
}

/** @param {Company} company @param {Context} context */
async function edit(company, { reload }) {
  const { overall_score } = await connection.persist(() => get(`${ENDPOINT}/${company.id}/score`));
  askToChange({ noun: NOUN.one, path: `${ENDPOINT}/${company.id}`, fields: FIELDS, values: { ...company, overall_score }, done: reload });
}

/** @param {Company} company */
function addPerson(company) {
  learn(company);
  askToCreate({ noun: "person", endpoint: PEOPLE, fields: PERSON_FIELDS, values: { company_id: company.id }, done: (person) => router.go(addressOfRecord("people", person.id)) });
}

/** @param {Company} company */
function merge(company) {
  merging.ask({ kind: "companies", from: company, done: (survivor) => router.go(addressOfRecord("companies", survivor.id)) });
}

/** @param {Company} company */
function remove({ id, name }) {
  askToDelete({
    ...{ noun: NOUN.one, name, path: `${ENDPOINT}/${id}` },
    text: "Companies with people can't be deleted. To keep their people, merge the company into another one.",
    done: () => router.go(PATH),
  });
}
