/** What the screens of users share. */

/**
 * @import { Field } from "../forms/form.js"
 */

export const ENDPOINT = "/api/users";
export const PATH = "/users";
export const NOUN = { one: "user", many: "users" };

/** @type {Field[]} */
export const FIELDS = [
  { name: "name", label: "Name", required: true, maxLength: 500 },
  { name: "email", label: "Email", type: "email", required: true },
];

/** @param {{ id: string }} user */
export function addressOfUser({ id }) {
  return `${PATH}/${encodeURIComponent(id)}`;
}
