/** The account of the signed-in user. */

/**
 * @import { User } from "../api/types.js"
 * @typedef {{ user: User | null, role: string, permissions: string[] }} Caller
 */

import { get, remove, whenSignedOut } from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";

const RETURN_TO = "grow.return-to";

/** The caller of the API. On a server that is open to all, there is no user. */
class Account {
  /** @type {Caller | null} */
  caller = null;

  get user() {
    return this.caller?.user ?? null;
  }

  async load() {
    try {
      this.caller = await get("/api/session");
      redraw();
    } catch {
      // Without the name, the header shows no account. Requests that need a session report that it has ended.
    }
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
