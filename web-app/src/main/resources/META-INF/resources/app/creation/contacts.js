/** The channels with the input for a new person's contact data. */

import { CONTACT_FIELDS } from "../api/limits.js";

/** @typedef {keyof typeof CONTACTS} Channel */

export const CONTACTS = {
  email: { field: CONTACT_FIELDS.email, label: "Email", mode: "email" },
  phone: { field: CONTACT_FIELDS.phone, label: "Phone", mode: "tel" },
  linkedin: { field: CONTACT_FIELDS.linkedin, label: "LinkedIn address", mode: "url" },
};

export const CHANNELS = /** @type {Channel[]} */ (Object.keys(CONTACTS));
