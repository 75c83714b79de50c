/** The user's own sessions. */

/** @import { Session } from "../api/types.js" */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { remove } from "../api/writes.js";
import { html, nothing } from "../drawing/lit.js";
import { counted, moment } from "../drawing/text.js";
import { confirmation } from "../forms/confirmation.js";
import { announce } from "../parts/announcer.js";
import { Reading } from "../resource/reading.js";
import { RowReads } from "../resource/row-reads.js";
import { table } from "../resource/table.js";

/** @type {import("../resource/types.js").Column<Session>[]} */
const COLUMNS = [
  { name: "Device", width: "30%", value: ({ user_agent: agent, current }) => html`${device(agent)}${current ? html` <b class="here">This session</b>` : nothing}` },
  { name: "Address", value: ({ address }) => html`<code>${address}</code>` },
  { name: "Signed in", value: ({ created_at: at }) => moment(at) },
  { name: "Last used", value: ({ last_used_at: at }) => moment(at) },
];

export class Sessions {
  /** @type {Reading<{ items: Session[] }>} */
  #reading = new Reading();

  read() {
    return this.#reading.read("/api/sessions", {}, { quiet: this.#reading.answer !== null });
  }

  template() {
    const sessions = this.#reading.answer?.items ?? null;
    return html`
      <section class="related">
        <div class="screen-head">
          <h2>Sessions</h2>
          ${sessions && sessions.some(({ current }) => !current) ? html`<button type="button" class="danger" @click=${() => this.#revokeOthers()}>Revoke all others…</button>` : nothing}
        </div>
        <div class="list">${table({
          ...{ caption: "Sessions", columns: COLUMNS, records: sessions, loading: this.#reading.loading },
          name: ({ user_agent: agent, address }) => `${device(agent)}, ${address}`,
          reads: new RowReads(COLUMNS),
          open: () => {},
          actions: {
            of: ({ current }) => (current ? [] : [{ name: "Revoke", danger: true, run: () => {} }]),
            run: (_, session) => this.#revoke(session),
          },
        })}</div>
      </section>`;
  }

  /** @param {Session} session */
  async #revoke({ id, user_agent: agent }) {
    await remove(`/api/sessions/${id}`);
    announce(`Revoked the session on ${device(agent)}.`);
    await this.read();
  }

  #revokeOthers() {
    let count = 0;
    confirmation.ask({
      ...{ title: "Revoke all other sessions?", action: "Revoke sessions", danger: true },
      text: "You stay signed in here, and have to sign in again everywhere else.",
      run: async () => {
        count = (await connection.persist(() => api.post("/api/sessions/revoke_others", {}, { key: null }))).revoked_count;
      },
      done: () => {
        announce(`Revoked ${counted(count, { one: "session", many: "sessions" })}.`);
        return this.read();
      },
    });
  }
}

const BROWSERS = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"], ["curl/", "curl"]];
const SYSTEMS = [["iPhone", "iPhone"], ["iPad", "iPad"], ["Android", "Android"], ["Windows", "Windows"], ["Mac OS", "macOS"], ["CrOS", "ChromeOS"], ["Linux", "Linux"]];

/**
 * Returns the browser and the system of a `User-Agent` header: "Firefox on Windows".
 *
 * @param {string | null} agent
 */
export function device(agent) {
  const find = (/** @type {string[][]} */ words) => words.find(([word]) => agent?.includes(word))?.[1];
  return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(" on ") || agent || "Unknown device";
}
