/** The page of a person: contact data, opt-outs and outreaches. */

/**
 * @import { Person } from "../api/types.js"
 * @import { Context, RecordDescription } from "../resource/types.js"
 */

import { CONTACT_FIELDS } from "../api/limits.js";
import { readName } from "../api/names.js";
import { create } from "../api/writes.js";
import { auditOf } from "../audit/record-audit.js";
import { html } from "../drawing/lit.js";
import { label } from "../drawing/text.js";
import { askToChange, askToDelete } from "../forms/changes.js";
import { formDialog } from "../forms/form-dialog.js";
import { MergeQuestion } from "../merge/question.js";
import { outreachesOf } from "../outreach/related.js";
import { announce } from "../parts/announcer.js";
import { emailLink, pageLink, phoneLink } from "../records/contact-links.js";
import { addressOfRecord, recordLink } from "../records/links.js";
import { ENDPOINT, FIELDS, NOUN, PATH } from "../records/people.js";
import { RecordScreen } from "../resource/record-screen.js";
import { router } from "../routing/router.js";
import { OptOutsPart } from "./opt-outs-part.js";

const merging = new MergeQuestion();

/** @type {RecordDescription<Person>} */
const PERSON = {
  ...{ endpoint: ENDPOINT, noun: NOUN, list: { title: "People", path: PATH }, prefixes: ["out_", "com_", "seq_"] },
  name: ({ name }) => name,
  more: ({ company_id: id }, signal) => readName("companies", id, signal),
  facts: (person, company) => [
    { name: "Title", value: person.title },
    { name: "Company", value: recordLink("companies", person.company_id, company) },
    { name: "Email", value: emailLink(person.email) ?? none("No email address") },
    { name: "Phone", value: phoneLink(person) ?? none("No phone number") },
    { name: "LinkedIn", value: pageLink(person.linkedin_url) ?? none("No LinkedIn profile") },
  ],
  parts: ({ id }) => [new OptOutsPart(id), outreachesOf({ person_id: id }, ["channel", "sequence", "state"]), ...auditOf(id)],
  actions: [
    { name: "New outreach…", icon: "plus", key: "o", permission: "work", run: addOutreach },
    { name: "Edit…", icon: "pencil", key: "e", permission: "work", run: edit },
    { name: "Merge…", icon: "duplicates", key: "m", permission: "manage", run: merge },
    { name: "Delete…", icon: "trash", permission: "work", danger: true, run: remove },
  ],
};

/** Returns the screen. */
export function open() {
  return new PersonScreen(PERSON);
}

/** @extends {RecordScreen<Person>} */
class PersonScreen extends RecordScreen {
  template() {
    return html`${super.template()}${merging.template()}`;
  }
}

/** @param {string} text */
function none(text) {
  return html`<span class="none">${text}</span>`;
}

/** @param {Person} person @param {Context} context */
function addOutreach({ id, name }, { reload }) {
  formDialog.ask({
    ...{ title: `New outreach to ${name}`, submit: "Create outreach" },
    fields: [
      { name: "channel", label: "Channel", type: "select", required: true, options: Object.keys(CONTACT_FIELDS).map((value) => ({ value, label: label(value) })) },
      { name: "sequence_id", label: "Sequence", type: "record", resource: "sequences" },
      { name: "allow_second", label: "Create it even if the person has an outreach on this channel", type: "checkbox" },
    ],
    values: { channel: "email" },
    send: (form, signal) => create("/api/outreaches", { ...form.body(), person_id: id }, signal),
    done: () => {
      announce(`Created an outreach to ${name}.`);
      return reload();
    },
  });
}

/** @param {Person} person @param {Context} context */
function edit(person, { reload }) {
  askToChange({ noun: NOUN.one, path: `${ENDPOINT}/${person.id}`, fields: FIELDS, values: person, done: reload });
}

/** @param {Person} person */
function merge(person) {
  merging.ask({ kind: "people", from: person, done: (survivor) => router.go(addressOfRecord("people", survivor.id)) });
}

/** @param {Person} person */
function remove({ id, name }) {
  askToDelete({
    ...{ noun: NOUN.one, name, path: `${ENDPOINT}/${id}` },
    text: "People with outreaches can't be deleted. To keep their outreaches, merge the person into another one.",
    done: () => router.go(PATH),
  });
}
