/** The fields of companies, and where they are. */

/**
 * @import { Company } from "../api/types.js"
 * @import { Field } from "../forms/form.js"
 */

export const ENDPOINT = "/api/companies";
export const PATH = "/companies";
export const NOUN = { one: "company", many: "companies" };

/** The values of the filter by fit. */
export const FITS = [
  { value: "true", label: "Good fit" },
  { value: "false", label: "No fit" },
  { value: "unknown", label: "Not judged" },
];

/** @type {Field[]} */
export const FIELDS = [
  { name: "name", label: "Name", required: true, maxLength: 500 },
  { name: "domain", label: "Domain", type: "url", maxLength: 2000, hint: "A host name or a web address, such as acme.com." },
  { name: "owner_id", label: "Owner", type: "record", resource: "users" },
  {
    ...{ name: "fit", label: "Fit", type: "select" },
    options: [{ value: "", label: "Not judged" }, ...FITS.slice(0, 2)],
    show: (/** @type {boolean | null | undefined} */ fit) => String(fit ?? ""),
    parse: (text) => (text === "" ? null : text === "true"),
  },
  { name: "segments", label: "Segments", hint: "Separated by commas, the main one first.", ...list() },
  { name: "countries", label: "Countries", hint: "Codes such as US or DE, separated by commas.", ...list((code) => code.toUpperCase()) },
  {
    ...{ name: "overall_score", label: "Score", hint: "A number from 0 to 100." },
    show: (/** @type {number | null | undefined} */ score) => String(score ?? ""),
    parse: (text) => (text === "" ? null : /^\d+$/.test(text) ? Number(text) : text),
  },
];

/** @param {(item: string) => string} [spell] */
function list(spell = (item) => item) {
  return {
    show: (/** @type {string[] | undefined} */ items) => (items ?? []).join(", "),
    parse: (/** @type {string} */ text) => text.split(",").map((item) => spell(item.trim())).filter(Boolean),
  };
}

/** @param {Company} company */
export function fitOf({ fit }) {
  return FITS.find(({ value }) => value === String(fit ?? "unknown"))?.label;
}
