/** The screen of insights: how outreaches move, all together or by owner, sequence or channel. */

/**
 * @import { InsightGroup, InsightGroupPage, Insights, Problem } from "../api/types.js"
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Address, Screen } from "../routing/screen.js"
 */

import { account } from "../access/account.js";
import { connection } from "../api/connection.js";
import { learn, nameOf } from "../api/names.js";
import { get, isAborted, Refused, Unreachable } from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label, number } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { pager } from "../parts/pager.js";
import { router } from "../routing/router.js";
import { Chart, dayOf } from "./chart.js";
import { conversion, createdIn, duration, moves, percentText, PERIODS, periodOf, stuck, weeksOf } from "./figures.js";

const PATH = "/insights";
const PATIENCE_MS = 30_000;
const STATES = ["starting", "waiting", "enrichment", "ready", "not_available"];
const GROUPS = { owner: "Owner", sequence: "Sequence", channel: "Channel" };

/** What a group is filtered by, and the resource with its name. */
const FILTERS = { owner: "owner", sequence: "sequence_id", channel: "channel" };
const RESOURCES = { owner: "users", sequence_id: "sequences" };

/** Returns the screen. */
export function open() {
  return new InsightsScreen();
}

/** @implements {Screen} */
class InsightsScreen {
  #parameters = new URLSearchParams();

  /** @type {Insights | null} */
  #insights = null;

  /** @type {InsightGroupPage | null} */
  #groups = null;

  /** @type {Problem | null} */
  #refusal = null;

  #isLoading = true;
  #readAt = 0;
  #request = new AbortController();
  #moves = new Chart();
  #conversion = new Chart();

  /** @returns {keyof typeof GROUPS | null} */
  get #by() {
    const by = this.#parameters.get("by") ?? "";
    return by in GROUPS ? /** @type {keyof typeof GROUPS} */ (by) : null;
  }

  /** @returns {Record<string, string>} */
  get #filter() {
    return Object.fromEntries(Object.values(FILTERS).map((name) => [name, this.#parameters.get(name) ?? ""]).filter(([, value]) => value));
  }

  title() {
    return "Insights";
  }

  keys() {
    return [];
  }

  leave() {
    return true;
  }

  /** @param {Address} address */
  async load({ search }) {
    this.#parameters = new URLSearchParams(search);
    this.#isLoading = true;
    this.#refusal = null;
    redraw();
    await this.#read();
    announce(this.#by ? `Insights by ${this.#by}.` : "Insights.");
  }

  /** Reads again at most every half minute, because each change of an outreach changes the figures. */
  async keepUp() {
    if (Date.now() - this.#readAt >= PATIENCE_MS) {
      await this.#read();
    }
  }

  async #read() {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    this.#readAt = Date.now();
    const period = periodOf(weeksOf(this.#parameters), new Date());
    try {
      if (this.#by) {
        const asked = { ...period, by: this.#by, page: this.#parameters.get("page"), per: this.#parameters.get("per") };
        this.#groups = await get("/api/insights/groups", asked, request);
        this.#insights = null;
      } else {
        /** @type {Insights} */
        const insights = await get("/api/insights", { ...period, ...this.#filter }, request);
        await this.#readName();
        this.#insights = insights;
        this.#groups = null;
        this.#draw(insights);
      }
      this.#isLoading = false;
    } catch (error) {
      if (error instanceof Unreachable) {
        connection.lost(error);
      } else if (error instanceof Refused) {
        this.#refusal = error.problem;
        this.#isLoading = false;
      } else if (!isAborted(error)) {
        throw error;
      }
    }
    redraw();
  }

  /** Reads the name of the owner or sequence of the address. */
  async #readName() {
    for (const [name, resource] of Object.entries(RESOURCES)) {
      const id = this.#filter[name];
      if (id) {
        learn(await get(`/api/${resource}/${encodeURIComponent(id)}`));
      }
    }
  }

  /** @param {Insights} insights */
  #draw({ weeks }) {
    const days = weeks.map(({ week }) => week);
    this.#moves.show({
      label: "Moves per week to each state. The table below has the figures.",
      weeks: days,
      lines: STATES.map((state) => ({ name: label(state), color: `--${state}`, values: weeks.map((week) => week.moves[state] ?? 0) })),
    });
    this.#conversion.show({
      label: "Share of new outreaches that have reached Ready, by the week of their creation. The table below has the figures.",
      ...{ weeks: days, unit: " %" },
      lines: [{ name: "Reached Ready", color: "--ready", values: weeks.map(conversion) }],
    });
  }

  template() {
    return html`
      <div class="content insights" aria-busy=${this.#isLoading}>
        <div class="screen-head"><h1 tabindex="-1">Insights</h1>${this.#periodChoice()}</div>
        ${this.#groupChoice()}
        ${this.#refusal ? html`<p class="problem" role="alert">${this.#refusal.detail}</p>` : this.#content()}
      </div>`;
  }

  #content() {
    if (this.#groups) {
      return this.#groupTable(this.#groups);
    }
    return this.#insights ? this.#pictures(this.#insights) : html`<p class="why">Reading…</p>`;
  }

  #periodChoice() {
    const now = weeksOf(this.#parameters);
    return html`
      <label class="period">Period
        <select @change=${(/** @type {FieldEvent} */ event) => router.go(this.#address({ weeks: event.target.value }))}>
          ${PERIODS.map((weeks) => html`<option value=${weeks} .selected=${weeks === now}>${`Last ${weeks} weeks`}</option>`)}
        </select>
      </label>`;
  }

  #groupChoice() {
    // The counters by sequence and channel are those of everybody.
    const groups = Object.entries(GROUPS).filter(([by]) => by === "owner" || account.caller?.scope !== "team");
    const [name, value] = Object.entries(this.#filter)[0] ?? [];
    const shown = name === "channel" ? label(value) : name ? nameOf(RESOURCES[/** @type {keyof typeof RESOURCES} */ (name)], value) : "";
    const link = (/** @type {string} */ text, /** @type {string | null} */ by) => html`
      <li><a href=${this.#address({ by, owner: null, sequence_id: null, channel: null })} aria-current=${this.#by === by && !name ? "page" : nothing}>${text}</a></li>`;
    return html`
      <nav class="views" aria-label="Groups">
        <ul>
          ${link("All together", null)}${groups.map(([by, text]) => link(`By ${text.toLowerCase()}`, by))}
          ${name ? html`<li><a href=${this.#address({})} aria-current="page"><span dir="auto">${shown}</span></a></li>` : nothing}
        </ul>
      </nav>`;
  }

  /**
   * Returns the address with changed parameters.
   *
   * @param {Record<string, string | null>} changes
   */
  #address(changes) {
    const parameters = new URLSearchParams(this.#parameters);
    for (const [name, value] of Object.entries({ page: null, ...changes })) {
      if (value) {
        parameters.set(name, value);
      } else {
        parameters.delete(name);
      }
    }
    return `${PATH}${parameters.size > 0 ? `?${parameters}` : ""}`;
  }

  /** @param {Insights} insights */
  #pictures({ weeks, states }) {
    return html`
      <section aria-labelledby="moves-title">
        <h2 id="moves-title">Moves per week</h2>
        ${this.#moves.template()}
      </section>
      <section aria-labelledby="conversion-title">
        <h2 id="conversion-title">New outreaches that have reached Ready</h2>
        ${this.#conversion.template()}
      </section>
      <section aria-labelledby="weeks-title">
        <h2 id="weeks-title">Figures by week</h2>
        <div class="wide" tabindex="0" role="group" aria-labelledby="weeks-title">
          <table class="figures">
            <thead><tr><th scope="col">Week of</th><th scope="col">Created</th><th scope="col">Reached Ready</th>
              ${STATES.map((state) => html`<th scope="col">${`To ${label(state)}`}</th>`)}</tr></thead>
            <tbody>${weeks.map((week) => html`
              <tr><th scope="row">${dayOf(week.week)}</th><td>${week.created > 0 ? html`<a href=${createdIn(week.week, this.#filter)}>${number(week.created)}</a>` : "0"}</td>
                <td>${number(week.reached_ready)} <small>${percentText(conversion(week))}</small></td>
                ${STATES.map((state) => html`<td>${number(week.moves[state] ?? 0)}</td>`)}</tr>`)}</tbody>
          </table>
        </div>
      </section>
      <section aria-labelledby="states-title">
        <h2 id="states-title">Time in each state</h2>
        <p class="why">Of the stays that ended in this period. Median and 90th percentile are right within 20 percent.</p>
        <div class="wide" tabindex="0" role="group" aria-labelledby="states-title">
          <table class="figures">
            <thead><tr><th scope="col">State</th><th scope="col">Stays</th><th scope="col">Median</th><th scope="col">90 % within</th><th scope="col">Stuck</th></tr></thead>
            <tbody>${states.map(({ state, count, median_seconds: median, p90_seconds: p90 }) => html`
              <tr><th scope="row"><span class="chip" data-state=${state}>${label(state)}</span></th>
                <td>${number(count)}</td><td>${duration(median)}</td><td>${duration(p90)}</td>
                <td>${p90 === null ? "–" : html`<a href=${stuck(state, p90, new Date(), this.#filter)}>In ${label(state)} for longer</a>`}</td></tr>`)}</tbody>
          </table>
        </div>
      </section>`;
  }

  /** @param {InsightGroupPage} page */
  #groupTable({ items, pagination }) {
    const by = /** @type {keyof typeof GROUPS} */ (this.#by ?? "owner");
    if (items.length === 0) {
      return html`<p class="why">No outreach was created or moved in this period.</p>`;
    }
    return html`
      <div class="wide" tabindex="0" role="group" aria-label=${`Figures by ${by}`}>
        <table class="figures">
          <caption class="unseen">${`Figures by ${by}, most moves first`}</caption>
          <thead><tr><th scope="col">${GROUPS[by]}</th><th scope="col">Created</th><th scope="col">Reached Ready</th><th scope="col">Moves</th>
            ${["new", ...STATES].map((state) => html`<th scope="col">${label(state)} <small>median</small></th>`)}</tr></thead>
          <tbody>${items.map((group) => html`
            <tr><th scope="row" dir="auto">${this.#groupName(by, group)}</th><td>${number(group.created)}</td>
              <td>${number(group.reached_ready)} <small>${percentText(conversion(group))}</small></td><td>${number(moves(group))}</td>
              ${["new", ...STATES].map((state) => html`<td>${duration(group.states.find((stays) => stays.state === state)?.median_seconds ?? null)}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
      ${pager({ pagination, address: (changes) => this.#address(texts(changes)), go: (changes) => router.go(this.#address(texts(changes))) })}`;
  }

  /** @param {keyof typeof GROUPS} by @param {InsightGroup} group */
  #groupName(by, { id, name }) {
    return id === null
      ? `No ${by}`
      : html`<a href=${this.#address({ by: null, [FILTERS[by]]: id })}>${by === "channel" ? label(id) : name}</a>`;
  }
}

/**
 * @param {import("../address/view.js").Changes} changes
 * @returns {Record<string, string | null>}
 */
function texts(changes) {
  return Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? null]));
}
