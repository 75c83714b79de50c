/** The account of the signed-in user: who they are, their password and their sessions. On an open server, how to switch on sign-in. */

/**
 * @import { Caller } from "../access/account.js"
 * @import { User } from "../api/types.js"
 * @import { Screen } from "../routing/screen.js"
 */

import { account } from "../access/account.js";
import { me } from "../access/me.js";
import { roleName, ROLES } from "../access/roles.js";
import { html, nothing } from "../drawing/lit.js";
import { chooseMe } from "./choose-me.js";
import { sections } from "./sections.js";
import { PasswordForm } from "./password.js";
import { Sessions } from "./sessions.js";

/** Returns the screen. */
export function open() {
  return new AccountScreen();
}

/** @implements {Screen} */
class AccountScreen {
  #sessions = new Sessions();
  #password = new PasswordForm(() => this.#sessions.read());

  title() {
    return "Account";
  }

  keys() {
    return [];
  }

  template() {
    const { caller } = account;
    return html`
      <div class="content record" aria-busy=${caller === null}>
        ${sections()}
        <div class="screen-head"><h1 tabindex="-1">Account</h1></div>
        ${caller === null ? nothing : caller.user === null ? openServer() : html`
          ${facts(caller.user, caller)}
          ${this.#password.template(caller.user)}
          ${this.#sessions.template()}`}
      </div>`;
  }

  async load() {
    await account.load();
    if (account.user !== null) {
      await this.#sessions.read();
    }
  }

  async keepUp() {}

  leave() {
    return true;
  }
}

/** @param {User} user @param {Caller} caller */
function facts({ id, name, email }, { role, scope }) {
  const means = ROLES.find(({ value }) => value === role)?.means ?? "";
  return html`
    <dl class="facts">
      <div><dt>Name</dt><dd dir="auto">${name}</dd></div>
      <div><dt>Email</dt><dd dir="auto">${email ?? nothing}</dd></div>
      <div><dt>Role</dt><dd>${roleName(role)}: ${means}</dd></div>
      <div><dt>Sees</dt><dd>${scope === "team" ? "What you and your team own" : "Everything"}</dd></div>
      <div><dt>ID</dt><dd><code>${id}</code></dd></div>
    </dl>`;
}

function openServer() {
  return html`
    <section class="card">
      <h2>Who you are</h2>
      <p>${me.chosen ? html`The history names <b dir="auto">${me.chosen.name}</b> as the author of your changes.` : "The history does not name you yet."}</p>
      <p><button type="button" @click=${chooseMe}>${me.chosen ? "Change…" : "Choose your name…"}</button></p>
    </section>
    <section class="card">
      <h2>Access control is off</h2>
      <p>Everybody who can reach this server may read and change everything. To make users sign in, invite an administrator and start
        Grow with <code>--auth</code>:</p>
      <pre tabindex="0"><code>./grow user invite --admin anna@acme.com
./grow serve --auth</code></pre>
      <p><a href="/api/docs">API documentation</a>. The file <code>docs/security.md</code> explains roles, teams, sign-in and tokens.</p>
    </section>`;
}
