/** The account of the signed-in user. */

/**
 * @import { User } from "../api/types.js"
 * @typedef {{ user: User | null, role: string, permissions: string[], scope: string }} Caller
 */

import { connection } from "../api/connection.js";
import { get, Refused, remove, whenSignedOut } from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";

const RETURN_TO = "grow.return-to";

/** The caller of the API. On a server that is open to all, there is no user. */
class Account {
  /**
   * The caller; null until the API has answered.
   *
   * @type {Caller | null}
   */
  caller = null;

  /** @type {Promise<void> | null} */
  #loading = null;

  get user() {
    return this.caller?.user ?? null;
  }

  /** Reads the caller; waits while Grow can't be reached. */
  load() {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async #read() {
    try {
      this.caller = await connection.persist(() => get("/api/session"));
      redraw();
    } catch (error) {
      // Requests that need a session report that it has ended.
      if (!(error instanceof Refused)) {
        throw error;
      }
    }
  }

  /**
   * Returns whether the caller is known to have a permission.
   *
   * @param {string} permission
   */
  has(permission) {
    return this.caller?.permissions.includes(permission) ?? false;
  }

  /**
   * Returns whether the caller is known to lack a permission.
   *
   * @param {string} permission
   */
  lacks(permission) {
    return this.caller !== null && !this.has(permission);
  }

  /**
   * Returns whether the caller has a permission; waits until the caller is known.
   *
   * @param {string} permission
   */
  async may(permission) {
    await this.load();
    return this.has(permission);
  }

  async signOut() {
    const ended = await remove("/api/session");
    location.assign(ended?.sign_out_url ?? "/sign-in");
  }
}

export const account = new Account();

/** Goes to the sign-in page when the session has ended, and returns here afterwards. */
export function signInWhenNeeded() {
  whenSignedOut(() => {
    sessionStorage.setItem(RETURN_TO, location.pathname + location.search);
    location.replace("/sign-in");
  });
}

/** Returns the address from which the sign-in page was reached. */
export function returnTo() {
  return sessionStorage.getItem(RETURN_TO) ?? "/";
}

/** Returns the address from which the sign-in page was reached, once. */
export function followedFrom() {
  const from = returnTo();
  sessionStorage.removeItem(RETURN_TO);
  return from;
}
