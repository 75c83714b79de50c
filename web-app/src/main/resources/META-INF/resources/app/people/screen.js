/** The list of people. */

/**
 * @import { Person } from "../api/types.js"
 * @import { ListDescription } from "../resource/types.js"
 */

import { readName } from "../api/names.js";
import { askToCreate } from "../forms/changes.js";
import { emailLink, phoneLink } from "../records/contact-links.js";
import { addressOfRecord, recordLink } from "../records/links.js";
import { ENDPOINT, FIELDS, NOUN, PATH } from "../records/people.js";
import { ListScreen } from "../resource/list-screen.js";
import { router } from "../routing/router.js";

/** @type {ListDescription<Person>} */
const PEOPLE = {
  ...{ path: PATH, endpoint: ENDPOINT, noun: NOUN, title: "People", prefixes: ["per_", "com_"] },
  empty: "People work at companies and are contacted in outreaches. Import contacts, or create a person.",
  name: ({ name }) => name,
  address: ({ id }) => addressOfRecord("people", id),
  columns: [
    { name: "Name", sort: "name", width: "22%", value: ({ name }) => name },
    { name: "Title", width: "16%", value: ({ title }) => title },
    {
      ...{ name: "Company", read: ({ company_id: id }, signal) => readName("companies", id, signal) },
      value: ({ company_id: id }, name) => recordLink("companies", id, name),
    },
    { name: "Email", value: ({ email }) => emailLink(email) },
    { name: "Phone", width: "170", value: phoneLink },
  ],
  filters: [
    { name: "name", label: "Search by name", kind: "text", placeholder: "Words of the name" },
    { name: "company_id", label: "Company", kind: "record", resource: "companies" },
    { name: "email", label: "Email", kind: "text", placeholder: "The whole address" },
  ],
  actions: [{ name: "New person…", icon: "plus", key: "o", permission: "work", run: create }],
};

/** Returns the screen. */
export function open() {
  return new ListScreen(PEOPLE);
}

function create() {
  askToCreate({ noun: NOUN.one, endpoint: ENDPOINT, fields: FIELDS, done: (person) => router.go(addressOfRecord("people", person.id)) });
}
