/** The list of teams, for administrators. */

/**
 * @import { Team } from "../api/types.js"
 * @import { ListDescription } from "../resource/types.js"
 */

import { nameOf } from "../api/names.js";
import { counted } from "../drawing/text.js";
import { askToCreate } from "../forms/changes.js";
import { ListScreen } from "../resource/list-screen.js";
import { router } from "../routing/router.js";
import { sections } from "./sections.js";

export const PATH = "/settings/teams";

/** @type {import("../forms/form.js").Field[]} */
export const FIELDS = [{ name: "name", label: "Name", required: true, maxLength: 500 }];

const MOST_NAMES = 5;

/** @type {ListDescription<Team>} */
const TEAMS = {
  ...{ path: PATH, endpoint: "/api/teams", noun: { one: "team", many: "teams" }, title: "Teams", prefixes: [] },
  before: sections,
  empty: "Reps of a team see and change what any of them owns.",
  name: ({ name }) => name,
  address: addressOfTeam,
  columns: [
    { name: "Name", sort: "name", value: ({ name }) => name },
    { name: "Users", value: ({ member_ids: ids }) => counted(ids.length, { one: "user", many: "users" }), width: "110" },
    { name: "Who", value: ({ member_ids: ids }) => [...ids.slice(0, MOST_NAMES).map((id) => nameOf("users", id)), ...(ids.length > MOST_NAMES ? ["…"] : [])].join(", ") },
  ],
  filters: [{ name: "name", label: "Search by name", kind: "text", placeholder: "Name" }],
  actions: [{ name: "New team…", icon: "plus", key: "o", permission: "administer", run: create }],
};

/** Returns the screen. */
export function open() {
  return new ListScreen(TEAMS);
}

/** @param {{ id: string }} team */
export function addressOfTeam({ id }) {
  return `${PATH}/${encodeURIComponent(id)}`;
}

function create() {
  askToCreate({ noun: "team", endpoint: "/api/teams", fields: FIELDS, done: (team) => router.go(addressOfTeam(team)) });
}
