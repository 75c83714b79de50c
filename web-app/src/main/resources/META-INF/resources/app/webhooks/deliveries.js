/** The latest deliveries of a webhook, with the responses of its endpoint. */

/**
 * @import { Pagination } from "../api/types.js"
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Part } from "../resource/types.js"
 * @import { Delivery, Webhook } from "./resource.js"
 */

import { Refused } from "../api/requests.js";
import { create } from "../api/writes.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { moment, number, sentence } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { statusText } from "../parts/status.js";
import { Reading } from "../resource/reading.js";
import { Repeating } from "../resource/repeating.js";
import { ENDPOINT, eventLabel } from "./resource.js";

const SHOWN = 50;

/**
 * The tone and the name of each status.
 *
 * @type {Record<string, [string, string]>}
 */
const STATUSES = { pending: ["busy", "Pending"], delivered: ["good", "Delivered"], failed: ["bad", "Failed"] };

/** @implements {Part} */
export class Deliveries {
  /** @type {Reading<{ items: Delivery[], pagination: Pagination }>} */
  #reading = new Reading();

  #repeating = new Repeating();
  #status = "";
  #problem = "";

  /** @param {Webhook} webhook */
  constructor({ id }) {
    this.path = `${ENDPOINT}/${encodeURIComponent(id)}/deliveries`;
  }

  async read() {
    const isNew = await this.#reading.read(this.path, { per: SHOWN, status: this.#status }, { quiet: !this.#reading.waits });
    // Deliveries have no events, and begin some time after the event that they deliver.
    this.#repeating.plan(isNew, () => location.pathname.startsWith("/webhooks/") && this.read());
  }

  template() {
    const { answer, refusal } = this.#reading;
    const total = answer?.pagination.total_count ?? 0;
    return html`
      <section class="related">
        <div class="screen-head">
          <h2>Deliveries ${answer ? html`<small>${number(total)}</small>` : nothing}</h2>
          <label class="choice">Status <select @change=${(/** @type {FieldEvent} */ event) => this.#filter(event.target.value)}>
            <option value="">All</option>${Object.entries(STATUSES).map(([status, [, name]]) => html`<option value=${status}>${name}</option>`)}
          </select></label>
        </div>
        ${refusal ? html`<p class="problem">${refusal.detail}</p>` : nothing}
        ${this.#problem ? html`<p class="problem alert" role="alert">${this.#problem}</p>` : nothing}
        ${answer && total === 0 ? html`<p class="none">No deliveries in the last 7 days</p>` : answer ? this.#table(answer.items) : nothing}
        ${total > SHOWN ? html`<p class="why all">The latest ${number(SHOWN)} are shown.</p>` : nothing}
      </section>`;
  }

  /** @param {Delivery[]} deliveries */
  #table(deliveries) {
    return html`
      <div class="list"><table class="records plain">
        <caption class="unseen">Deliveries</caption>
        <colgroup><col width="190"><col width="120"><col><col width="90"><col width="180"><col width="110"></colgroup>
        <thead><tr>${["Event", "Status", "Response", "Attempts", "Last attempt"].map((name) => html`<th scope="col">${name}</th>`)}<th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>${deliveries.map((delivery) => this.#row(delivery))}</tbody>
      </table></div>`;
  }

  /** @param {Delivery} delivery */
  #row(delivery) {
    const { type, outreach_id: outreach, attempts, last_attempt_at: last, next_attempt_at: next } = delivery;
    return html`
      <tr>
        <th scope="row" data-name="Event">${outreach ? html`<a href=${`/outreaches#${encodeURIComponent(outreach)}`}>${eventLabel(type)}</a>` : eventLabel(type)}</th>
        <td data-name="Status">${statusOfDelivery(delivery)}</td>
        <td data-name="Response" class="wraps">${response(delivery)}${next ? html` <span class="why">Next attempt ${moment(next)}</span>` : nothing}</td>
        <td data-name="Attempts">${number(attempts)}</td>
        <td data-name="Last attempt">${last ? moment(last) : nothing}</td>
        <td><button type="button" aria-label=${`Resend ${eventLabel(type)}`} @click=${() => this.#resend(delivery)}>Resend</button></td>
      </tr>`;
  }

  /** @param {Delivery} delivery */
  async #resend({ id }) {
    this.#problem = "";
    try {
      await create(`${this.path}/${encodeURIComponent(id)}/resend`, {});
      announce("Grow sends the event again.");
      await this.read();
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      this.#problem = sentence(error.message);
      redraw();
    }
  }

  /** @param {string} status */
  #filter(status) {
    this.#status = status;
    this.read();
  }
}

/** @param {Delivery} delivery */
export function statusOfDelivery({ status }) {
  const [tone, text] = STATUSES[status];
  return statusText(tone, text);
}

/** @param {Delivery} delivery */
function response({ last_status_code: code, last_error: error }) {
  return [code === null ? "" : `HTTP ${code}.`, error === null ? "" : sentence(error)].filter(Boolean).join(" ") || nothing;
}
