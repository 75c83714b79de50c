/** Links to email addresses, phone numbers and web pages. */

import { html, nothing } from "../drawing/lit.js";

/** @param {string | null | undefined} email */
export function emailLink(email) {
  return email ? link(`mailto:${email}`, email) : undefined;
}

/** @param {{ phone?: string | null, phone_readable?: string | null }} person */
export function phoneLink({ phone, phone_readable: readable }) {
  return phone ? html`<bdi>${link(`tel:${phone.replaceAll(/[^+\d]/g, "")}`, readable ?? phone)}</bdi>` : undefined;
}

/** @param {string | null | undefined} address */
export function pageLink(address) {
  return address ? link(address, address.replace(/^https?:\/\/(www\.)?/, "")) : undefined;
}

/**
 * Returns a link; plain text for an address of another kind.
 *
 * @param {string} address
 * @param {string} text
 */
function link(address, text) {
  const safe = URL.canParse(address) && ["https:", "http:", "mailto:", "tel:"].includes(new URL(address).protocol);
  return safe ? html`<a href=${address} rel="noreferrer" target=${address.startsWith("http") ? "_blank" : nothing}>${text}</a>` : text;
}
