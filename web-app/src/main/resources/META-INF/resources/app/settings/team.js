/** The page of a team: rename it, delete it, and change who belongs to it. */

/**
 * @import { Named, Team } from "../api/types.js"
 * @import { Context, Part, RecordDescription } from "../resource/types.js"
 */

import { account } from "../access/account.js";
import { nameOf } from "../api/names.js";
import { update } from "../api/writes.js";
import { html, nothing } from "../drawing/lit.js";
import { number } from "../drawing/text.js";
import { askToChange, askToDelete } from "../forms/changes.js";
import { confirmation } from "../forms/confirmation.js";
import { announce } from "../parts/announcer.js";
import { Typeahead } from "../parts/typeahead.js";
import { addressOfRecord } from "../records/links.js";
import { Reading } from "../resource/reading.js";
import { RecordScreen } from "../resource/record-screen.js";
import { router } from "../routing/router.js";
import { FIELDS, PATH } from "./teams.js";

const ENDPOINT = "/api/teams";

/** @type {RecordDescription<Team>} */
const TEAM = {
  ...{ endpoint: ENDPOINT, noun: { one: "team", many: "teams" }, list: { title: "Teams", path: PATH }, prefixes: [] },
  name: ({ name }) => name,
  facts: () => [],
  parts: ({ id }) => [new TeamUsers(id)],
  actions: [
    { name: "Rename…", icon: "pencil", key: "e", permission: "administer", run: rename },
    { name: "Delete…", icon: "trash", permission: "administer", danger: true, run: remove },
  ],
};

/** Returns the screen. */
export function open() {
  return new RecordScreen(TEAM);
}

/** @param {Team} team @param {Context} context */
function rename({ id, name }, { reload }) {
  askToChange({ noun: "team", path: `${ENDPOINT}/${id}`, fields: FIELDS, values: { name }, done: reload });
}

/** @param {Team} team */
function remove({ id, name }) {
  askToDelete({
    ...{ noun: "team", name, path: `${ENDPOINT}/${id}` },
    text: "Reps of the team then see only what they own themselves. The users stay.",
    done: () => router.go(PATH),
  });
}

/**
 * The users of a team.
 *
 * @implements {Part}
 */
class TeamUsers {
  /** @type {Reading<Team>} */
  #reading = new Reading();

  /** @type {Typeahead<Named & { email?: string | null }>} */
  #adding = new Typeahead({
    ...{ id: "team-user", label: "Add a user", resource: "users", placeholder: "Search by name" },
    detail: ({ email }) => email ?? "",
    onPick: (user) => user && this.#add(user),
  });

  /** @param {string} id */
  constructor(id) {
    this.path = `${ENDPOINT}/${id}`;
  }

  read() {
    return this.#reading.read(this.path, {}, { quiet: this.#reading.answer !== null });
  }

  template() {
    const ids = this.#reading.answer?.member_ids ?? [];
    return html`
      <section class="related">
        <h2>Users <small>${number(ids.length)}</small></h2>
        ${account.has("administer") ? html`<div class="adding">${this.#adding.template()}<p class="hint">A user of another team moves to this one.</p></div>` : nothing}
        ${ids.length === 0 ? html`<p class="none">None</p>` : html`
          <ul class="team-users list">${ids.map((id) => html`
            <li><a href=${addressOfRecord("users", id)} dir="auto">${nameOf("users", id)}</a>${account.has("administer")
              ? html`<button type="button" @click=${() => this.#remove(id)}>Remove<span class="unseen"> (${nameOf("users", id)})</span></button>` : nothing}</li>`)}</ul>`}
      </section>`;
  }

  /** @param {Named} user */
  async #add({ id, name }) {
    await update(this.path, ({ member_ids: ids }) => (ids.includes(id) ? null : { member_ids: [...ids, id] }));
    announce(`Added ${name}.`);
    await this.read();
  }

  /** @param {string} user */
  #remove(user) {
    confirmation.ask({
      ...{ title: `Remove ${nameOf("users", user)} from the team?`, action: "Remove user" },
      text: "A rep without a team sees only what they own themselves.",
      run: () => update(this.path, ({ member_ids: ids }) => ({ member_ids: ids.filter((/** @type {string} */ id) => id !== user) })),
      done: () => {
        announce(`Removed ${nameOf("users", user)}.`);
        return this.read();
      },
    });
  }
}
