/** What the screens of sequences share. */

/**
 * @import { Field } from "../forms/form.js"
 */

export const ENDPOINT = "/api/sequences";
export const PATH = "/sequences";
export const NOUN = { one: "sequence", many: "sequences" };

/** @type {Field[]} */
export const FIELDS = [{ name: "name", label: "Name", required: true, maxLength: 500 }];

/** @param {{ id: string }} sequence */
export function addressOfSequence({ id }) {
  return `${PATH}/${encodeURIComponent(id)}`;
}
