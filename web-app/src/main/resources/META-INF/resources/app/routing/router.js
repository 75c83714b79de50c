/** The router: finds the screen of each address, and changes the address. */

/**
 * @import { Address, Route, Screen } from "./screen.js"
 */

import { account } from "../access/account.js";
import { redraw } from "../drawing/redraw.js";
import { closeOpenDialog } from "../parts/dialogs.js";
import { failedScreen, forbiddenScreen, missingScreen } from "./messages.js";

export class Router {
  /** @type {Route[]} */
  routes = [];

  /**
   * The route of the address, whose entry the navigation marks; null if the address has none.
   *
   * @type {Route | null}
   */
  route = null;

  /**
   * The shown screen; null until the module of the first one is loaded.
   *
   * @type {Screen | null}
   */
  screen = null;

  #home = "/";

  /** @type {(() => Promise<string>) | null} */
  #beginning = null;

  /** The position in the session history, which tells Back from Forward. */
  #position = 0;

  /** How many `popstate` events follow from the router's own steps in the history. */
  #ownSteps = 0;

  /**
   * How far each address of the history was scrolled when the user left it, by its position.
   *
   * @type {Map<number, number>}
   */
  #scrolled = new Map();

  /** Which arrival is the latest. */
  #arrivals = 0;

  /** @type {() => void} */
  #entered = () => {};

  /**
   * Shows the screen of the current address, and follows the address from now on.
   *
   * @param {object} parts
   * @param {Route[]} parts.routes
   * @param {string} parts.home the path that `/` stands for
   * @param {() => Promise<string>} [parts.beginning] finds the address that `/` stands for without a query, if it is not `home`
   * @param {() => void} parts.entered called when another screen than before is drawn
   */
  start({ routes, home, beginning, entered }) {
    this.routes = routes;
    this.#home = home;
    this.#beginning = beginning ?? null;
    this.#entered = entered;
    this.#position = history.state?.position ?? 0;
    history.replaceState({ position: this.#position }, "");
    history.scrollRestoration = "manual";
    addEventListener("popstate", (event) => this.#stepped(event));
    return this.#arrive();
  }

  /**
   * Returns whether the app has a screen at a path.
   *
   * @param {string} path
   */
  knows(path) {
    return path === "/" || find(this.routes, path) !== null;
  }

  /**
   * Goes to an address of the app, unless the user stays on the current screen.
   *
   * @param {string} address path, query and fragment
   * @param {{ replace?: boolean }} [options] whether the address replaces the current one in the history
   */
  async go(address, { replace = false } = {}) {
    const url = new URL(address, location.href);
    if (url.href === location.href || !(await this.#canGo(url.pathname))) {
      return;
    }
    this.#scrolled.set(this.#position, scrollY);
    this.#position += replace ? 0 : 1;
    history[replace ? "replaceState" : "pushState"]({ position: this.#position }, "", url);
    await this.#arrive();
  }

  /** Reads the shown screen again. */
  async refresh() {
    await this.screen?.load(addressOf(location, find(this.routes, location.pathname)?.parameters));
  }

  /** @param {PopStateEvent} event */
  async #stepped({ state }) {
    if (this.#ownSteps > 0) {
      this.#ownSteps -= 1;
      return;
    }
    // Only an address that the user typed has no state. It comes after the current one.
    const position = state?.position ?? this.#position + 1;
    const by = position - this.#position;
    if (by !== 0 && (closeOpenDialog() || !(await this.#canGo()))) {
      this.#step(-by);
      return;
    }
    this.#scrolled.set(this.#position, scrollY);
    this.#position = position;
    if (!state) {
      history.replaceState({ position }, "");
    }
    const { screen } = this;
    await this.#arrive();
    if (screen !== this.screen) {
      scrollTo(0, this.#scrolled.get(position) ?? 0);
    }
  }

  /** Returns whether the address has the same screen, or the user can leave this one. */
  async #canGo(pathname = location.pathname) {
    return this.screen === null || find(this.routes, pathname)?.route === this.route || (await this.screen.leave());
  }

  /** @param {number} by */
  #step(by) {
    this.#ownSteps += 1;
    history.go(by);
  }

  async #arrive() {
    const arrival = ++this.#arrivals;
    if (location.pathname === "/") {
      const query = location.search + location.hash;
      const address = this.#beginning && query === "" ? await this.#beginning() : this.#home + query;
      if (arrival !== this.#arrivals) {
        return;
      }
      history.replaceState(history.state, "", address);
    }
    const found = find(this.routes, location.pathname);
    const route = found?.route ?? null;
    if (route === null || route !== this.route || this.screen === null) {
      const screen = await screenOf(route);
      if (arrival !== this.#arrivals) {
        return;
      }
      const isFirst = this.screen === null;
      this.route = route;
      this.screen = screen;
      const loaded = screen.load(addressOf(location, found?.parameters));
      await redraw();
      if (!isFirst) {
        this.#entered();
      }
      await loaded;
    } else {
      await this.screen.load(addressOf(location, found?.parameters));
    }
    await redraw();
  }
}

/** @param {Route | null} route */
async function screenOf(route) {
  if (route === null) {
    return missingScreen();
  }
  if (route.permission && !(await account.may(route.permission))) {
    return forbiddenScreen();
  }
  try {
    return (await route.module()).open();
  } catch (error) {
    console.error(error);
    return failedScreen();
  }
}

/**
 * Returns the route of a path with the values of its `:names`; null if there is none.
 *
 * @param {Route[]} routes
 * @param {string} path
 * @returns {{ route: Route, parameters: Record<string, string> } | null}
 */
export function find(routes, path) {
  for (const route of routes) {
    const parameters = match(route.path.split("/"), path.split("/"));
    if (parameters) {
      return { route, parameters };
    }
  }
  return null;
}

/** @param {string[]} pattern @param {string[]} segments */
function match(pattern, segments) {
  /** @type {Record<string, string>} */
  const parameters = {};
  if (pattern.length !== segments.length) {
    return null;
  }
  for (const [index, part] of pattern.entries()) {
    const segment = decode(segments[index]);
    if (part.startsWith(":") && segment) {
      parameters[part.slice(1)] = segment;
    } else if (part !== segment) {
      return null;
    }
  }
  return parameters;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {Pick<Location, "pathname" | "search" | "hash">} location @param {Record<string, string>} [parameters] @returns {Address} */
function addressOf({ pathname: path, search, hash }, parameters = {}) {
  return { path, parameters, search, hash };
}

export const router = new Router();
