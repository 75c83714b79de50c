/** The fields of people, and where they are. */

/**
 * @import { Field } from "../forms/form.js"
 */

export const ENDPOINT = "/api/people";
export const PATH = "/people";
export const NOUN = { one: "person", many: "people" };

/** @type {Field[]} */
export const FIELDS = [
  { name: "name", label: "Name", required: true, maxLength: 500 },
  { name: "company_id", label: "Company", type: "record", resource: "companies", required: true },
  { name: "title", label: "Title", maxLength: 500 },
  { name: "email", label: "Email", type: "email", maxLength: 2000 },
  { name: "phone", label: "Phone", type: "tel", maxLength: 100, hint: "With the country code, such as +49 30 901820." },
  { name: "linkedin_url", label: "LinkedIn", type: "url", maxLength: 2000, hint: "The profile, such as linkedin.com/in/ann-berg." },
];
