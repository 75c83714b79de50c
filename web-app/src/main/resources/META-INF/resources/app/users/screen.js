/** The list of users. */

/**
 * @import { User } from "../api/types.js"
 * @import { ListDescription } from "../resource/types.js"
 */

import { askToCreate } from "../forms/changes.js";
import { ListScreen } from "../resource/list-screen.js";
import { router } from "../routing/router.js";
import { addressOfUser, ENDPOINT, FIELDS, NOUN, PATH } from "./resource.js";

/** @type {ListDescription<User>} */
const USERS = {
  ...{ path: PATH, endpoint: ENDPOINT, noun: NOUN, title: "Users", prefixes: ["usr_"] },
  empty: "Users own companies, and sign in if Grow asks them to.",
  name: ({ name }) => name,
  address: addressOfUser,
  columns: [
    { name: "Name", sort: "name", value: ({ name }) => name },
    { name: "Email", value: ({ email }) => email },
  ],
  filters: [{ name: "name", label: "Search by name", kind: "text", placeholder: "Name" }],
  actions: [{ name: "New user…", icon: "plus", key: "o", permission: "administer", run: create }],
};

/** Returns the screen. */
export function open() {
  return new ListScreen(USERS);
}

function create() {
  askToCreate({ noun: NOUN.one, endpoint: ENDPOINT, fields: FIELDS, done: (user) => router.go(addressOfUser(user)) });
}
