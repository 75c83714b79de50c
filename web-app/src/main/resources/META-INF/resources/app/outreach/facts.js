/** The person, company, owner and sequence of an outreach. */

/** @import { Named, Outreach } from "../api/types.js" */

import { addressOf } from "../address/view.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { label } from "../drawing/text.js";

/** @param {Outreach} outreach */
export function facts({ id, channel, person, company, sequence, owner }) {
  return html`
    <dl>
      ${row("Title", person?.title)}
      ${row("Channel", html`${icon(channel)}${label(channel)}`)}
      ${row("Email", person?.email && link(`mailto:${person.email}`, person.email))}
      ${row("Phone", person?.phone && link(`tel:${person.phone.replaceAll(/[^+\d]/g, "")}`, person.phone_readable ?? person.phone))}
      ${row("LinkedIn", person?.linkedin_url && link(person.linkedin_url, person.linkedin_url.replace(/^https?:\/\/(www\.)?/, "")))}
      ${row("Company", company && html`${company.name} ${others("company_id", company)}`)}
      ${row("Owner", owner ? html`${owner.name} ${others("owner", owner)}` : html`<span class="none">No owner</span>`)}
      ${row("Sequence", sequence ? html`${sequence.name} ${others("sequence_id", sequence)}` : html`<span class="none">No sequence</span>`)}
      ${row("ID", html`<code>${id}</code>`)}
    </dl>`;
}

/** @param {string} name @param {unknown} value */
function row(name, value) {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
}

/**
 * Returns a link to a web page, an email address or a phone number; plain text for any other address.
 *
 * @param {string} address
 * @param {string} text
 */
function link(address, text) {
  const safe = URL.canParse(address) && ["https:", "http:", "mailto:", "tel:"].includes(new URL(address).protocol);
  return safe ? html`<a href=${address} rel="noreferrer" target=${address.startsWith("http") ? "_blank" : nothing}>${text}</a>` : text;
}

/** @param {string} parameter @param {Named} record */
function others(parameter, { id, name }) {
  return html`<a class="others" href=${addressOf({ [parameter]: id })} aria-label=${`All outreaches of ${name}`}>show all</a>`;
}
