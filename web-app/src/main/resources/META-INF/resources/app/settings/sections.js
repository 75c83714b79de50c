/** The sections of the settings that the caller's role includes. */

import { account } from "../access/account.js";
import { html, nothing } from "../drawing/lit.js";

/** @type {{ name: string, path: string, permission?: string, signedIn?: boolean }[]} `signedIn` sections need access control */
const SECTIONS = [
  { name: "Account", path: "/settings" },
  { name: "API tokens", path: "/settings/tokens", signedIn: true },
  { name: "Members", path: "/settings/members", permission: "administer", signedIn: true },
  { name: "Teams", path: "/settings/teams", permission: "administer", signedIn: true },
  { name: "Audit log", path: "/settings/audit", permission: "administer" },
];

/** Returns the links to the sections. */
export function sections() {
  const path = location.pathname;
  return html`
    <nav class="sections" aria-label="Settings">
      <ul>${SECTIONS.filter(applies).map((section) => html`
        <li><a href=${section.path} aria-current=${currency(section.path, path)}>${section.name}</a></li>`)}</ul>
    </nav>`;
}

/** @param {{ permission?: string, signedIn?: boolean }} section */
function applies({ permission, signedIn }) {
  return (!signedIn || account.user !== null) && (!permission || account.has(permission));
}

/** @param {string} address @param {string} path */
function currency(address, path) {
  return path === address ? "page" : address !== "/settings" && path.startsWith(`${address}/`) ? "true" : nothing;
}
