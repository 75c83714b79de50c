/** What people and companies have in common when they are compared and merged. */

/**
 * @import { Company, Named, Person } from "../api/types.js"
 * @typedef {"people" | "companies"} Kind
 *
 * @typedef {object} ComparedField
 * @property {string} name
 * @property {(record: any) => unknown} value returns the text, or a link
 * @property {(record: any) => unknown} [key] returns what is compared, if it is not the text
 *
 * @typedef {object} KindOfRecord
 * @property {string} endpoint
 * @property {{ one: string, many: string }} noun
 * @property {(record: { id: string }) => string} address
 * @property {(record: any) => string} detail returns a text that distinguishes records with the same name
 * @property {ComparedField[]} fields
 */

import { nameIfKnown } from "../api/names.js";
import { addressOfCompany, companyLink, ENDPOINT as COMPANIES, fitOf, NOUN as COMPANY } from "../companies/resource.js";
import { html } from "../drawing/lit.js";
import { label } from "../drawing/text.js";
import { emailLink, pageLink, phoneLink } from "../drawing/web-links.js";
import { addressOfPerson, ENDPOINT as PEOPLE, NOUN as PERSON } from "../people/resource.js";
import { addressOfUser } from "../users/resource.js";

/** @type {Record<Kind, KindOfRecord>} */
export const KINDS = {
  people: {
    ...{ endpoint: PEOPLE, noun: PERSON, address: addressOfPerson },
    detail: (/** @type {Person} */ { title, email }) => [title, email].filter(Boolean).join(" · "),
    fields: [
      { name: "Title", value: ({ title }) => title },
      { name: "Company", value: ({ company_id: id }) => companyLink(id, nameIfKnown("companies", id)), key: ({ company_id: id }) => id },
      { name: "Email", value: ({ email }) => emailLink(email), key: ({ email }) => email?.toLowerCase() },
      { name: "Phone", value: phoneLink, key: ({ phone }) => phone },
      { name: "LinkedIn", value: ({ linkedin_url: address }) => pageLink(address), key: ({ linkedin_url: address }) => address },
      { name: "Opted out of", value: ({ opt_outs: channels = [] }) => channels.map(label).join(", ") },
    ],
  },
  companies: {
    ...{ endpoint: COMPANIES, noun: COMPANY, address: addressOfCompany },
    detail: (/** @type {Company} */ { domain }) => domain ?? "",
    fields: [
      { name: "Domain", value: ({ domain }) => domain && pageLink(`https://${domain}`), key: ({ domain }) => domain },
      { name: "Owner", value: ({ owner_id: id }) => ownerLink(id), key: ({ owner_id: id }) => id },
      { name: "Fit", value: fitOf },
      { name: "Segments", value: ({ segments }) => segments.join(", ") },
      { name: "Countries", value: ({ countries_readable: countries }) => countries },
    ],
  },
};

/** @param {string | null} id */
function ownerLink(id) {
  const name = nameIfKnown("users", id);
  return id && name ? html`<a href=${addressOfUser({ id })}>${name}</a>` : undefined;
}

/**
 * Returns whether two records have different values of a field.
 *
 * @param {ComparedField} field
 * @param {Named} one
 * @param {Named} other
 */
export function differs({ value, key = value }, one, other) {
  return (key(one) || null) !== (key(other) || null);
}
