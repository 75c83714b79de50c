/** One outreach beside the list: who, where it stands, what can be done with it now, and its history. */

import * as api from "./api.js";
import { connection } from "./connection.js";
import { redraw } from "./drawing.js";
import { icon } from "./icons.js";
import { html, live, nothing, repeat } from "./lit.js";
import { learn } from "./names.js";
import { states } from "./states.js";
import { addressOf } from "./view.js";
import { either, label, moment, sentence } from "./words.js";

const HISTORY_PAGE = 20;
const CHANNELS = ["phone", "email", "linkedin"];

export class Panel {
  /** The id of the outreach that is shown; null while the panel is closed. */
  id = null;

  /** The outreach with all around it, once it has come. */
  outreach = null;

  #history = [];
  #older = null;
  #refusal = null;
  #request = new AbortController();

  /** Whether a change made here is under way, or what came of it has not been read yet. */
  #acting = false;

  #readingOlder = false;

  /** Why the last change of the person was refused. */
  #denial = null;

  /** Changes of the person, one after the other. */
  #optingOut = Promise.resolve();

  /** By channel, what was ticked last, {isOut, kept}: shown until something is read that was asked for after it was kept. */
  #ticks = new Map();

  /**
   * @param act {assign}: a function of an outreach; {unassign}: of an outreach, and {moveTo}: of an outreach, a state and a
   *   reason, which resolve once this panel has been reloaded; {close}; {busy}: whether other work goes on
   */
  constructor(act) {
    this.act = act;
  }

  /** Shows an outreach, or nothing for null. */
  async show(id) {
    if (id === this.id) {
      return;
    }
    Object.assign(this, { id, outreach: null });
    this.#history = [];
    this.#older = null;
    this.#refusal = null;
    this.#denial = null;
    this.#ticks = new Map();
    await this.reload();
  }

  /** Reads again what is shown. */
  async reload() {
    this.#request.abort();
    this.#request = new AbortController();
    redraw();
    if (!this.id) {
      return;
    }
    const kept = [...this.#ticks].filter(([, tick]) => tick.kept);
    await Promise.all([
      this.#read("", { expand: "person,company,sequence,owner,moves" }, (outreach) => {
        learn(outreach.person, outreach.company, outreach.sequence, outreach.owner);
        kept.forEach(([channel, tick]) => this.#untick(channel, tick));
        this.outreach = outreach;
        this.#refusal = null;
      }),
      this.#readHistory(1),
    ]);
  }

  #readHistory(page) {
    return this.#read("/transitions", { page, per: HISTORY_PAGE }, ({ items, pagination }) => {
      this.#history = page === 1 ? items : [...this.#history, ...items];
      this.#older = page < pagination.total_pages ? page + 1 : null;
    });
  }

  async #readOlder() {
    if (!this.#readingOlder) {
      this.#readingOlder = true;
      await this.#readHistory(this.#older);
      this.#readingOlder = false;
      redraw();
    }
  }

  async #read(path, parameters, take) {
    try {
      take(await api.get(`/api/outreaches/${encodeURIComponent(this.id)}${path}`, parameters, this.#request));
    } catch (error) {
      if (error instanceof api.Unreachable) {
        connection.lost(error);
      } else if (error instanceof api.Refused) {
        this.#refusal = error.problem;
      } else if (!api.isAborted(error)) {
        throw error;
      }
    }
    redraw();
  }

  template(view) {
    if (!this.id) {
      return nothing;
    }
    const name = this.outreach?.person?.name ?? this.id;
    const problem = this.#refusal ?? this.#denial;
    return html`
      <aside class="panel" aria-labelledby="panel-title" aria-busy=${!this.outreach && !this.#refusal}>
        <header>
          <h2 id="panel-title" tabindex="-1">${name}</h2>
          <button type="button" class="quiet" aria-label="Close" title="Close (Esc)" @click=${this.act.close}>${icon("close")}</button>
        </header>
        ${problem ? html`<p class="problem" role="alert">${problem.detail}</p>` : nothing}
        ${this.outreach ? this.#content(this.outreach, view) : nothing}
      </aside>`;
  }

  #content(outreach, view) {
    const { person, company, sequence, owner } = outreach;
    return html`
      <p class="standing" id="panel-standing">
        <span class="chip" data-state=${outreach.current_state}>${label(outreach.current_state)}</span>
        <span>${states.meaning(outreach.current_state)}</span>
      </p>
      <dl>
        ${row("Title", person?.title)}
        ${row("Channel", html`${icon(outreach.channel)}${label(outreach.channel)}`)}
        ${row("Email", person?.email && link(`mailto:${person.email}`, person.email))}
        ${row("Phone", person?.phone && link(`tel:${person.phone.replaceAll(/[^+\d]/g, "")}`, person.phone))}
        ${row("LinkedIn", person?.linkedin_url && link(person.linkedin_url, person.linkedin_url.replace(/^https?:\/\/(www\.)?/, "")))}
        ${row("Company", company && html`${company.name} ${others("company_id", company)}`)}
        ${row("Owner", owner ? html`${owner.name} ${others("owner", owner)}` : html`<span class="none">No owner</span>`)}
        ${row("Sequence", sequence ? html`${sequence.name} ${others("sequence_id", sequence)}` : html`<span class="none">No sequence</span>`)}
        ${row("Id", html`<code>${outreach.id}</code>`)}
      </dl>
      ${this.#optOuts(outreach)}
      ${this.#moves(outreach)}
      ${this.#actions(outreach)}
      ${this.#past()}`;
  }

  #actions(outreach) {
    const busy = this.#busy;
    return html`
      <section aria-labelledby="panel-actions">
        <h3 id="panel-actions">Sequence</h3>
        <ul class="actions">
          ${action("assign", outreach.sequence_id ? "Change sequence…" : "Assign a sequence…", () => this.act.assign(outreach), { busy })}
          ${action("unassign", "Remove from sequence", () => this.#act(() => this.act.unassign(outreach)),
            { busy, reason: outreach.sequence_id ? "" : "It is in no sequence." })}
        </ul>
        ${busy ? html`<p id="why-busy" class="why">Other work is still going on.</p>` : nothing}
      </section>`;
  }

  /** Each state keeps its place when the current state changes, so that no button turns into another one under a click. */
  #moves(outreach) {
    const { current_state: current } = outreach;
    const moves = new Map((outreach.moves ?? []).map(({ state, reason }) => [state, sentence(reason)]));
    const places = states.all.length > 0 ? states.all : [...moves.keys()];
    const never = places.some((state) => state !== current && !moves.has(state));
    const move = (state) => action(state, chip(state), () => this.#move(outreach, state), {
      title: states.meaning(state),
      busy: this.#busy,
      reason: moves.get(state),
      barred: state === current ? "panel-standing" : moves.has(state) ? "" : "why-never",
    });
    return html`
      <section aria-labelledby="panel-moves">
        <h3 id="panel-moves">Move to</h3>
        <label class="reason">Reason, for the history<input id="panel-reason" type="text" maxlength="1000" autocomplete="off" placeholder="None"></label>
        <ul class="actions moves">${repeat(places, (state) => state, move)}</ul>
        ${never ? html`<p id="why-never" class="why">${label(current)} can only be followed by ${either([...moves.keys()].map((state) => label(state).toLowerCase()))}.</p>` : nothing}
      </section>`;
  }

  #move(outreach, state) {
    const field = document.querySelector("#panel-reason");
    const reason = field.value.trim();
    field.value = "";
    this.#act(() => this.act.moveTo(outreach, state, reason));
  }

  async #act(change) {
    this.#acting = true;
    redraw();
    try {
      await change();
    } finally {
      this.#acting = false;
      redraw();
    }
  }

  get #busy() {
    return this.#acting || this.act.busy();
  }

  /** On which channels the person does not want to be reached; a rule that Grow keeps. */
  #optOuts({ person }) {
    if (!person) {
      return nothing;
    }
    const isOut = (channel) => this.#ticks.get(channel)?.isOut ?? person.opt_outs?.includes(channel) ?? false;
    return html`
      <fieldset class="opt-outs">
        <legend>Does not want to be reached by</legend>
        ${CHANNELS.map((channel) => html`
          <label class="choice"><input type="checkbox" .checked=${live(isOut(channel))}
            @change=${(event) => this.#optOut(person, channel, event.target.checked)}>${icon(channel)}${label(channel)}</label>`)}
      </fieldset>`;
  }

  async #optOut(person, channel, isOut) {
    const tick = { isOut, kept: false };
    this.#ticks.set(channel, tick);
    this.#denial = null;
    redraw();
    const { id } = this;
    const change = this.#optingOut.then(() => setOptOut(person.id, channel, isOut)).catch((error) => {
      this.#untick(channel, tick);
      if (!(error instanceof api.Refused)) {
        throw error;
      }
      if (id === this.id) {
        this.#denial = error.problem;
      }
    });
    this.#optingOut = change.catch(() => {});
    await change;
    tick.kept = true;
    await this.reload();
  }

  /** Shows a channel as it was read, unless it was ticked once more meanwhile. */
  #untick(channel, tick) {
    if (this.#ticks.get(channel) === tick) {
      this.#ticks.delete(channel);
    }
  }

  #past() {
    return html`
      <section aria-labelledby="panel-history">
        <h3 id="panel-history">History</h3>
        ${this.#history.length === 0 ? html`<p class="none">Nothing has happened yet.</p>` : nothing}
        <ol class="history">${this.#history.map((transition) => html`
          <li data-state=${transition.to_state}>
            <p>${label(transition.from_state)} ${icon("arrow")}<span class="unseen">to</span> <b>${label(transition.to_state)}</b></p>
            <p class="when"><time datetime=${transition.created_at}>${moment(transition.created_at)}</time>${transition.actor ? html` by ${transition.actor}` : nothing}</p>
            ${transition.reason ? html`<p>${transition.reason}</p>` : nothing}
            ${Object.entries(transition.metadata ?? {}).map(([key, value]) => html`<p class="when">${key}: ${typeof value === "string" ? value : JSON.stringify(value)}</p>`)}
          </li>`)}
        </ol>
        ${this.#older ? html`<button type="button" aria-disabled=${this.#readingOlder} @click=${() => this.#readOlder()}>Show older</button>` : nothing}
      </section>`;
  }
}

function chip(state) {
  return html`<span class="unseen">Move to </span><span class="chip" data-state=${state}>${label(state)}</span>`;
}

/**
 * A button. It does nothing while other work goes on, where there is a reason against it, or where it is barred by what the
 * element of that id says.
 */
function action(id, text, run, { title, busy, reason = "", barred = "" }) {
  const why = barred || (reason ? `why-${id}` : busy ? "why-busy" : "");
  return html`
    <li>
      <button type="button" title=${title ?? nothing} aria-disabled=${why !== ""} aria-describedby=${why || nothing}
        @click=${why ? null : run}>${text}</button>
      ${reason ? html`<p id=${why} class="why">${reason}</p>` : nothing}
    </li>`;
}

/** Opts a person out of a channel, or in again, and leaves the other channels as anybody else may have set them meanwhile. */
async function setOptOut(id, channel, isOut) {
  const path = `/api/people/${id}`;
  for (;;) {
    const { answer: person, tag } = await connection.persist(() => api.getTagged(path));
    const out = new Set(person.opt_outs ?? []);
    if (out.has(channel) === isOut) {
      return;
    }
    isOut ? out.add(channel) : out.delete(channel);
    try {
      await connection.persist(() => api.patch(path, { opt_outs: [...out] }, { tag }));
      return;
    } catch (error) {
      // Somebody has changed the person since, or an earlier try has done it.
      if (error.problem?.status !== 412) {
        throw error;
      }
    }
  }
}

function row(name, value) {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
}

/** A link, unless what the data has there leads anywhere but to a page, a mail or a call. */
function link(address, text) {
  const safe = URL.canParse(address) && ["https:", "http:", "mailto:", "tel:"].includes(new URL(address).protocol);
  return safe ? html`<a href=${address} rel="noreferrer" target=${address.startsWith("http") ? "_blank" : nothing}>${text}</a>` : text;
}

function others(parameter, { id, name }) {
  return html`<a class="others" href=${addressOf({ [parameter]: id })} aria-label=${`All outreaches of ${name}`}>show all</a>`;
}
