/** What people and companies have in common when they are compared and merged. */

/**
 * @import { Named } from "../api/types.js"
 * @typedef {"people" | "companies"} Kind
 *
 * @typedef {object} ComparedField
 * @property {string} name
 * @property {(record: any) => string | null | undefined} text
 * @property {(record: any) => unknown} [link] returns the text as a link
 * @property {(record: any) => unknown} [key] returns what is compared, if it is not the text
 *
 * @typedef {object} KindOfRecord
 * @property {string} endpoint
 * @property {{ one: string, many: string }} noun
 * @property {ComparedField[]} fields
 */

import { nameIfKnown } from "../api/names.js";
import { label } from "../drawing/text.js";
import { ENDPOINT as COMPANIES, fitOf, NOUN as COMPANY } from "../records/companies.js";
import { emailLink, pageLink, phoneLink } from "../records/contact-links.js";
import { recordLink } from "../records/links.js";
import { ENDPOINT as PEOPLE, NOUN as PERSON } from "../records/people.js";

/** @type {Record<Kind, KindOfRecord>} */
export const KINDS = {
  people: {
    ...{ endpoint: PEOPLE, noun: PERSON },
    fields: [
      { name: "Title", text: ({ title }) => title },
      named("Company", "companies", ({ company_id: id }) => id),
      { name: "Email", text: ({ email }) => email, link: ({ email }) => emailLink(email), key: ({ email }) => email?.toLowerCase() },
      { name: "Phone", text: ({ phone, phone_readable: readable }) => readable ?? phone, link: phoneLink },
      { name: "LinkedIn", text: ({ linkedin_url: address }) => address, link: ({ linkedin_url: address }) => pageLink(address) },
      { name: "Opted out of", text: ({ opt_outs: channels = [] }) => channels.map(label).join(", ") },
    ],
  },
  companies: {
    ...{ endpoint: COMPANIES, noun: COMPANY },
    fields: [
      { name: "Domain", text: ({ domain }) => domain, link: ({ domain }) => domain && pageLink(`https://${domain}`) },
      named("Owner", "users", ({ owner_id: id }) => id),
      { name: "Fit", text: fitOf },
      { name: "Segments", text: ({ segments }) => segments.join(", ") },
      { name: "Countries", text: ({ countries_readable: countries }) => countries },
    ],
  },
};

/**
 * Returns the field that refers to a record.
 *
 * @param {string} name
 * @param {string} resource
 * @param {(record: any) => string | null} key
 * @returns {ComparedField}
 */
function named(name, resource, key) {
  const text = (/** @type {any} */ record) => nameIfKnown(resource, key(record));
  return { name, key, text, link: (record) => recordLink(resource, key(record), text(record)) };
}

/**
 * Returns whether two records have different values of a field.
 *
 * @param {ComparedField} field
 * @param {Named} one
 * @param {Named} other
 */
export function differs({ text, key = text }, one, other) {
  return (key(one) || null) !== (key(other) || null);
}
