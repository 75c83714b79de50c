/** What the screens of webhooks share. */

/**
 * @typedef {{
 *   id: string, url: string, events: string[], description: string | null, enabled: boolean, disabled_reason: string | null,
 *   failing_since: string | null,
 * }} Webhook
 * @typedef {{
 *   id: string, event_id: string, type: string, outreach_id: string | null, status: "pending" | "delivered" | "failed",
 *   attempts: number, last_attempt_at: string | null, last_status_code: number | null, last_error: string | null,
 *   next_attempt_at: string | null,
 * }} Delivery
 *
 * @import { Field } from "../forms/form.js"
 */

import { EVENT_TYPES } from "../api/limits.js";
import { html } from "../drawing/lit.js";
import { label, sentence } from "../drawing/text.js";
import { statusText } from "../parts/status.js";

export const ENDPOINT = "/api/webhooks";
export const PATH = "/webhooks";
export const NOUN = { one: "webhook", many: "webhooks" };

/**
 * The fields of the form: a checkbox for each event, and none checked for all events.
 *
 * @type {Field[]}
 */
export const FIELDS = [
  { name: "url", label: "URL", type: "url", required: true, maxLength: 2_000, hint: "Grow sends each event as a POST request to this address." },
  { name: "description", label: "Description", maxLength: 500 },
  ...EVENT_TYPES.map((type) => ({ name: type, label: eventLabel(type), type: /** @type {const} */ ("checkbox") })),
];

/** @param {{ id: string }} webhook */
export function addressOfWebhook({ id }) {
  return `${PATH}/${encodeURIComponent(id)}`;
}

/**
 * Returns a type of events in words: "Outreach transitioned".
 *
 * @param {string} type
 */
export function eventLabel(type) {
  return label(type.replace(".", " "));
}

/**
 * Returns the first values of the form.
 *
 * @param {Pick<Webhook, "url" | "description" | "events">} webhook
 */
export function valuesOf({ url, description, events }) {
  return { url, description: description ?? "", ...Object.fromEntries(EVENT_TYPES.map((type) => [type, events.includes(type)])) };
}

/**
 * Returns the fields of the API for the values of the form.
 *
 * @param {Record<string, unknown>} values
 */
export function bodyOf(values) {
  const text = (/** @type {string} */ name) => String(values[name] ?? "").trim();
  return { url: text("url"), description: text("description") || null, events: EVENT_TYPES.filter((type) => values[type] === true) };
}

/** @param {Webhook} webhook */
export function eventsOf({ events }) {
  return events.length === 0 ? "All events" : events.map(eventLabel).join(", ");
}

/** @param {Webhook} webhook */
export function statusOf({ enabled, disabled_reason: reason, failing_since: failing }) {
  const [tone, text] = enabled ? (failing ? ["bad", "Failing"] : ["good", "Active"]) : ["warn", "Paused"];
  return html`${statusText(tone, text)}${!enabled && reason ? html` <span class="why">${sentence(reason)}</span>` : ""}`;
}
