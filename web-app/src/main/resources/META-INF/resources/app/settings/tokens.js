/** The list of API tokens. Administrators see those of all users. */

/**
 * @import { Token } from "../api/types.js"
 * @import { Context, ListDescription } from "../resource/types.js"
 */

import { account } from "../access/account.js";
import { roleName, ROLES } from "../access/roles.js";
import { nameOf } from "../api/names.js";
import { createSecret, remove } from "../api/writes.js";
import { html, nothing } from "../drawing/lit.js";
import { moment } from "../drawing/text.js";
import { confirmation } from "../forms/confirmation.js";
import { formDialog } from "../forms/form-dialog.js";
import { secretDialog } from "../forms/secret.js";
import { announce } from "../parts/announcer.js";
import { ListScreen } from "../resource/list-screen.js";
import { sections } from "./sections.js";

/** @type {ListDescription<Token>} */
const TOKENS = {
  ...{ path: "/settings/tokens", endpoint: "/api/tokens", noun: { one: "token", many: "tokens" }, title: "API tokens", prefixes: [] },
  before: sections,
  empty: "A program sends a token to call the API for a user.",
  name: ({ name }) => name,
  columns: [
    { name: "Name", value: ({ name, start }) => html`${name}<br><code>${start}…</code>` },
    { name: "User", value: ({ user_id: user }) => nameOf("users", user) },
    { name: "Role", value: ({ role, may_act_for_others: others }) => html`${roleName(role)}${others ? html`<br><small>may act for others</small>` : nothing}` },
    { name: "Created", value: ({ created_at: at }) => moment(at) },
    { name: "Last used", value: ({ last_used_at: at }) => (at ? moment(at) : "Never") },
    { name: "Status", value: status },
  ],
  filters: [],
  actions: [{ name: "New token…", icon: "plus", key: "o", permission: "own_account", run: create }],
  rowActions: [{ name: "Revoke…", danger: true, applies: ({ revoked_at: revoked }) => revoked === null, run: revoke }],
};

/** Returns the screen. */
export function open() {
  return new ListScreen(TOKENS);
}

/** @param {Token} token */
function status({ revoked_at: revoked, expires_at: expires }) {
  if (revoked) {
    return `Revoked ${moment(revoked)}`;
  }
  if (!expires) {
    return "Does not expire";
  }
  return `${new Date(expires) < new Date() ? "Expired" : "Expires"} ${moment(expires)}`;
}

/** @returns {import("../forms/form.js").Field[]} */
function fields() {
  const highest = ROLES.findIndex(({ value }) => value === account.caller?.role);
  const isAdmin = account.has("administer");
  return [
    { name: "name", label: "Name", required: true, maxLength: 500, hint: "What the token is for, such as “CRM sync”." },
    { name: "role", label: "Role", type: "select", required: true, options: ROLES.slice(0, highest + 1).map(({ value, label, means }) => ({ value, label: `${label}: ${means}` })) },
    { name: "expires_in_days", label: "Expires", type: "select", required: true, options: [30, 90, 365].map((days) => ({ value: String(days), label: `In ${days} days` })).concat({ value: "never", label: "Never" }) },
    ...(isAdmin ? [/** @type {const} */ ({ name: "user_id", label: "User", type: "record", resource: "users", required: true })] : []),
    ...(isAdmin ? [/** @type {const} */ ({ name: "may_act_for_others", label: "May name another actor in Grow-Actor", type: "checkbox" })] : []),
  ];
}

/** @param {Context} context */
function create({ reload }) {
  formDialog.ask({
    ...{ title: "New API token", submit: "Create token", fields: fields() },
    values: { role: account.caller?.role, expires_in_days: "90", user_id: account.user?.id },
    send: (form) => {
      const { expires_in_days: days, user_id: user, ...body } = form.body();
      return createSecret("/api/tokens", {
        ...body,
        ...(user && user !== account.user?.id ? { user_id: user } : {}),
        ...(days === "never" ? {} : { expires_in_days: Number(days) }),
      });
    },
    done: (token) => {
      reload();
      secretDialog.ask({ title: `Token ${token.name}`, text: "Copy the token now. Grow shows it only once.", label: "Token", value: token.secret });
    },
  });
}

/** @param {Token} token @param {Context} context */
function revoke({ id, name, user_id: user }, { reload }) {
  confirmation.ask({
    title: `Revoke ${name}?`,
    text: `Programs that use this token of ${nameOf("users", user)} can no longer call the API. This can't be undone.`,
    ...{ action: "Revoke token", danger: true },
    run: () => remove(`/api/tokens/${id}`),
    done: () => {
      announce(`Revoked ${name}.`);
      return reload();
    },
  });
}
