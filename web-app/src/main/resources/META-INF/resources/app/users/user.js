/** The page of a user: the companies they own. */

/**
 * @import { Company, User } from "../api/types.js"
 * @import { Column, Context, RecordDescription } from "../resource/types.js"
 */

import { account } from "../access/account.js";
import { auditOf } from "../audit/record-audit.js";
import { html } from "../drawing/lit.js";
import { askToChange, askToDelete } from "../forms/changes.js";
import { addressOfRecord } from "../records/links.js";
import { RecordScreen } from "../resource/record-screen.js";
import { RelatedList } from "../resource/related-list.js";
import { StateCounts } from "../resource/state-counts.js";
import { router } from "../routing/router.js";
import { invite } from "../settings/members.js";
import { ENDPOINT, FIELDS, NOUN, PATH } from "./resource.js";

/** @type {RecordDescription<User>} */
const USER = {
  ...{ endpoint: ENDPOINT, noun: NOUN, list: { title: "Users", path: PATH }, prefixes: ["com_", "out_"] },
  name: ({ name }) => name,
  facts: ({ email }) => [{ name: "Email", value: email && html`<a href=${`mailto:${email}`}>${email}</a>` }],
  parts: (user) => [new StateCounts({ owner: user.id }), companiesOf(user), ...auditOf(user.id)],
  actions: [
    { name: "Edit…", icon: "pencil", key: "e", permission: "administer", run: edit },
    { name: "Invite…", icon: "leave", permission: "administer", applies: () => account.user !== null, run: (user, context) => invite(context, user) },
    { name: "Delete…", icon: "trash", permission: "administer", danger: true, run: remove },
  ],
};

/** Returns the screen. */
export function open() {
  return new RecordScreen(USER);
}

/** @param {User} user */
function companiesOf({ id }) {
  /** @type {Column<Company>[]} */
  const columns = [
    { name: "Name", value: ({ name }) => name },
    { name: "Domain", value: ({ domain }) => domain },
  ];
  return new RelatedList({
    ...{ title: "Companies", noun: { one: "company", many: "companies" }, endpoint: "/api/companies", query: { owner: id, sort: "name" }, columns },
    name: ({ name }) => name,
    address: (company) => addressOfRecord("companies", company.id),
    all: `/companies?owner=${encodeURIComponent(id)}`,
  });
}

/** @param {User} user @param {Context} context */
function edit({ id, name, email }, { reload }) {
  askToChange({ noun: NOUN.one, path: `${ENDPOINT}/${id}`, fields: FIELDS, values: { name, email }, done: reload });
}

/** @param {User} user */
function remove({ id, name }) {
  askToDelete({
    ...{ noun: NOUN.one, name, path: `${ENDPOINT}/${id}` },
    text: "The user can no longer sign in. Users who own companies can't be deleted.",
    done: () => router.go(PATH),
  });
}
