/** Entries of the audit log: who did what, when, to which record, and what changed. */

/** @import { AuditEntry } from "../api/types.js" */

import { nameOf } from "../api/names.js";
import { html, nothing } from "../drawing/lit.js";
import { label, moment } from "../drawing/text.js";
import { router } from "../routing/router.js";
import { actionName } from "./actions.js";

/** The resource and the pages of the records with names, by the prefix of their ids. @type {Record<string, { resource: string, path: string }>} */
const RECORDS = {
  com: { resource: "companies", path: "/companies" },
  per: { resource: "people", path: "/people" },
  seq: { resource: "sequences", path: "/sequences" },
  usr: { resource: "users", path: "/users" },
  team: { resource: "teams", path: "/settings/teams" },
};

const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/**
 * Returns a table of entries.
 *
 * @param {AuditEntry[]} entries
 * @param {{ caption: string, loading: boolean, withRecord: boolean }} options
 */
export function auditTable(entries, { caption, loading, withRecord }) {
  const cell = (/** @type {string} */ name, /** @type {unknown} */ content) => html`<td role="cell" data-name=${name} dir="auto">${content}</td>`;
  return html`
    <table role="table" aria-busy=${loading} class="records audit ${loading ? "stale" : ""}">
      <caption class="unseen">${caption}</caption>
      <thead role="rowgroup"><tr role="row">
        ${["Time", "User", "Action", ...(withRecord ? ["Record"] : []), "Change"].map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
      </tr></thead>
      <tbody role="rowgroup">${entries.map((entry) => html`
        <tr role="row">
          <th role="rowheader" scope="row" data-name="Time"><time datetime=${entry.at} title=${entry.request_id ? `Request ${entry.request_id}` : nothing}>${moment(entry.at)}</time></th>
          ${cell("User", who(entry))}
          ${cell("Action", actionName(entry.action))}
          ${withRecord ? cell("Record", entry.subject_id ? record(entry.subject_id) : nothing) : nothing}
          ${cell("Change", changes(entry))}
        </tr>`)}</tbody>
    </table>`;
}

/** @param {AuditEntry} entry */
function who({ user_id: user, actor }) {
  const named = actor && html`${user ? " for " : ""}${actorName(actor)}`;
  return user || named ? html`${user ? record(user) : nothing}${named ?? nothing}` : html`<span class="none">Unknown</span>`;
}

/**
 * Returns the name of an actor: that of a user if it is the id of one.
 *
 * @param {string} actor
 */
export function actorName(actor) {
  return actor.startsWith("usr_") ? nameOf("users", actor) : actor;
}

/** @param {string} id */
function record(id) {
  const known = RECORDS[id.slice(0, id.indexOf("_"))];
  if (!known) {
    return html`<code>${id}</code>`;
  }
  const path = `${known.path}/${encodeURIComponent(id)}`;
  const name = nameOf(known.resource, id);
  return router.knows(path) ? html`<a href=${path} dir="auto">${name}</a>` : name;
}

/** @param {AuditEntry} entry */
function changes({ before, after }) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return html`
    <ul class="changes">${fields.map((field) => html`
      <li><span class="why">${label(field.replace(/_id$/, "").replace(/_ids$/, "s"))}:</span> ${before && field in before && after ? html`<del>${text(before[field])}</del> → ` : nothing}${after
        ? html`<ins>${text(after[field])}</ins>` : html`<del>${text(before?.[field])}</del>`}</li>`)}</ul>`;
}

/** @param {unknown} value @returns {string} */
function text(value) {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) {
    return "nothing";
  }
  if (typeof value === "string" && RECORDS[value.slice(0, value.indexOf("_"))]) {
    return nameOf(RECORDS[value.slice(0, value.indexOf("_"))].resource, value);
  }
  if (typeof value === "boolean") {
    return value ? "yes" : "no";
  }
  if (typeof value === "string" && ISO_TIME.test(value)) {
    return moment(value);
  }
  if (Array.isArray(value)) {
    return value.map(text).join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
