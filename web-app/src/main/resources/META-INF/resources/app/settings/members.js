/** The users who may sign in, for administrators. */

/**
 * @import { Member, Team } from "../api/types.js"
 * @import { Field } from "../forms/form.js"
 * @import { Context, ListDescription } from "../resource/types.js"
 */

import { ROLE_OPTIONS, roleName } from "../access/roles.js";
import { connection } from "../api/connection.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { createSecret } from "../api/writes.js";
import { html } from "../drawing/lit.js";
import { moment } from "../drawing/text.js";
import { confirmation } from "../forms/confirmation.js";
import { formDialog } from "../forms/form-dialog.js";
import { secretDialog } from "../forms/secret.js";
import { announce } from "../parts/announcer.js";
import { addressOfRecord } from "../records/links.js";
import { ListScreen } from "../resource/list-screen.js";
import { sections } from "./sections.js";
import { allTeams } from "./teams-read.js";

/** @type {ListDescription<Member>} */
const MEMBERS = {
  ...{ path: "/settings/members", endpoint: "/api/members", noun: { one: "member", many: "members" }, title: "Members", prefixes: ["usr_"] },
  before: sections,
  empty: "Members can sign in. Invite the first one.",
  name: ({ name }) => name,
  address: ({ id }) => addressOfRecord("users", id),
  columns: [
    { name: "Name", value: ({ name }) => name },
    { name: "Email", value: ({ email }) => email },
    { name: "Role", value: ({ role }) => roleName(role), width: "130" },
    { name: "Status", value: status, width: "190" },
  ],
  filters: [],
  actions: [{ name: "Invite…", icon: "plus", key: "o", permission: "administer", run: (context) => invite(context) }],
  rowActions: [
    { name: "Change role…", permission: "administer", run: changeRole },
    { name: "Reset link…", permission: "administer", applies: ({ disabled_at: disabled }) => disabled === null, run: reset },
    { name: "Disable…", permission: "administer", danger: true, applies: ({ disabled_at: disabled }) => disabled === null, run: disable },
    { name: "Enable…", permission: "administer", applies: ({ disabled_at: disabled }) => disabled !== null, run: (member, context) => invite(context, member) },
  ],
};

/** Returns the screen. */
export function open() {
  return new ListScreen(MEMBERS);
}

/** @param {Member} member */
function status({ disabled_at: disabled, has_password: hasPassword }) {
  if (disabled) {
    return html`<span class="state off">Disabled</span> ${moment(disabled)}`;
  }
  return hasPassword ? html`<span class="state on">Active</span>` : html`<span class="state">No password yet</span>`;
}

/**
 * Asks whom to invite, and shows the one-time link. An invitation of a disabled member enables the member.
 *
 * @param {Context} context
 * @param {{ id: string, name: string, email?: string | null, role?: string }} [user] a known user
 */
export async function invite({ reload }, user) {
  const teams = await allTeams();
  await formDialog.ask({
    ...{ title: user ? `Invite ${user.name}` : "Invite a user", submit: "Create link", fields: fields(teams, user) },
    text: "Grow creates a one-time link, valid for 72 hours, with which the user sets a password. Send it to the user yourself.",
    values: { email: user?.email ?? "", role: user?.role ?? "rep", team_id: "" },
    send: (form) => createSecret("/api/invitations", user ? { ...form.body(), user_id: user.id } : form.body()),
    done: (invited) => {
      learn(invited.user);
      reload();
      showLink(invited);
    },
  });
}

/** @param {Team[]} teams @param {{ id: string } | undefined} user @returns {Field[]} */
function fields(teams, user) {
  const options = [{ value: "", label: user ? "As it is" : "No team" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))];
  return [
    { name: "email", label: "Email", type: "email", required: true },
    ...(user ? [] : [/** @type {Field} */ ({ name: "name", label: "Name", maxLength: 500, hint: "The name of a new user. Without one, Grow uses the address." })]),
    { name: "role", label: "Role", type: "select", required: true, options: ROLE_OPTIONS },
    ...(teams.length > 0 ? [/** @type {Field} */ ({ name: "team_id", label: "Team", type: "select", options })] : []),
  ];
}

/** @param {{ user: { name: string }, purpose: string, link: string, expires_at: string }} link */
function showLink({ user, purpose, link, expires_at: expires }) {
  return secretDialog.ask({
    title: purpose === "reset" ? `New password for ${user.name}` : `Invitation of ${user.name}`,
    text: `Send this link to ${user.name}. It works once, until ${moment(expires)}. Grow shows it only now.`,
    ...{ label: "Link", value: link },
  });
}

/** @param {Member} member @param {Context} context */
function changeRole({ id, name, role }, { reload }) {
  formDialog.ask({
    ...{ title: `Role of ${name}`, submit: "Save", values: { role } },
    text: "The new role is valid from the next request of the user and of the user's tokens.",
    fields: [{ name: "role", label: "Role", type: "select", required: true, options: ROLE_OPTIONS }],
    send: (form) => changing(name, () => api.patch(`/api/users/${id}/role`, { role: form.values.role }, { key: null })),
    done: () => {
      announce(`Changed the role of ${name}.`);
      return reload();
    },
  });
}

/** @param {Member} member @param {Context} context */
function reset({ id, name }, { reload }) {
  /** @type {any} */
  let link;
  confirmation.ask({
    ...{ title: `Create a link for ${name}?`, action: "Create link" },
    text: "The user sets a new password with it, and is signed out everywhere else then. An earlier link no longer works.",
    run: async () => {
      link = await createSecret(`/api/users/${id}/reset_link`, {});
    },
    done: () => {
      reload();
      return showLink(link);
    },
  });
}

/** @param {Member} member @param {Context} context */
function disable({ id, name }, { reload }) {
  confirmation.ask({
    ...{ title: `Disable ${name}?`, action: "Disable user", danger: true },
    text: "All sessions of the user end. The user can't sign in until you enable them again. What the user owns stays.",
    run: () => changing(name, () => api.post(`/api/users/${id}/disable`, {}, { key: null })),
    done: () => {
      announce(`Disabled ${name}.`);
      return reload();
    },
  });
}

/**
 * Changes a member. Rejects with the name of the member instead of the id in the message.
 *
 * @param {string} name
 * @param {() => Promise<unknown>} change
 */
async function changing(name, change) {
  try {
    return await connection.persist(change);
  } catch (error) {
    if (error instanceof api.Refused && error.problem.errors?.some(({ detail }) => detail.endsWith("is the last active administrator"))) {
      throw new api.Refused({ detail: `${name} is the last active administrator. Make another user an administrator first.` });
    }
    throw error;
  }
}
