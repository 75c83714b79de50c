/** The user at the screen: the signed-in one or, on an open server, the one that this browser has chosen. */

/** @import { Named } from "../api/types.js" */

import { learn } from "../api/names.js";
import { actAs, get } from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";
import { account } from "./account.js";

const SETTING = "grow.me";

class Me {
  /**
   * The user that this browser has chosen on an open server.
   *
   * @type {Named | null}
   */
  chosen = null;

  #isLoaded = false;

  /** The id of the user; null if it is not known. */
  get id() {
    return account.user?.id ?? this.chosen?.id ?? null;
  }

  /** Uses the stored choice if the server is open. */
  async load() {
    await account.load();
    if (account.caller && account.user === null && !this.#isLoaded) {
      this.#isLoaded = true;
      this.#set(stored());
    }
  }

  /**
   * Uses another user from now on, also when the page is loaded again.
   *
   * @param {Named | null} user
   */
  choose(user) {
    this.#set(user);
    store(user);
  }

  /** Returns whether the user is known and owns companies; false if Grow does not say so. */
  async ownsCompanies() {
    await this.load();
    if (this.id === null) {
      return false;
    }
    try {
      return (await get("/api/companies", { owner: this.id, per: 1 })).pagination.total_count > 0;
    } catch {
      return false;
    }
  }

  /** @param {Named | null} user */
  #set(user) {
    this.chosen = user;
    learn(user);
    actAs(user?.id ?? null);
    redraw();
  }
}

/** @returns {Named | null} */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(SETTING) ?? "null");
  } catch {
    return null; // The browser allows no storage.
  }
}

/** @param {Named | null} user */
function store(user) {
  try {
    localStorage.setItem(SETTING, JSON.stringify(user));
  } catch {
    // Without storage, the choice is valid until the page is loaded again.
  }
}

export const me = new Me();
