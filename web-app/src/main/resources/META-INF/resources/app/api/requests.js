/** Requests to the REST API, the app's only access to Grow. */

/**
 * @import { Problem } from "./types.js"
 * @typedef {{ [name: string]: string | number | string[] | null | undefined }} Parameters
 * @typedef {{ key?: string | null, tag?: string | null, signal?: AbortSignal }} WriteOptions
 */

const PATIENCE_MS = 30_000;

/** A request that the API refused, with its problem document. */
export class Refused extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.name = "Refused";
    this.problem = problem;
  }
}

/** @type {string | null} */
let actor = null;

/**
 * Sets the actor that every request names, for servers without access control.
 *
 * @param {string | null} named
 */
export function actAs(named) {
  actor = named;
}

/** @returns {Record<string, string>} */
function asActor() {
  return actor ? { "Grow-Actor": actor } : {};
}

let signedOut = () => {};

/**
 * Sets what happens when the API answers a request that it requires a session.
 *
 * @param {() => void} run
 */
export function whenSignedOut(run) {
  signedOut = run;
}

/** A request without an answer, or with 503. It may succeed when it is repeated. */
export class Unreachable extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "Unreachable";
  }
}

/**
 * Reads from a path. Omits parameters without a value, and repeats one that is a list. Rejects with an AbortError when the signal aborts.
 *
 * @param {string} path
 * @param {Parameters} [parameters]
 * @param {{ signal?: AbortSignal }} [options]
 */
export async function get(path, parameters = {}, { signal } = {}) {
  return (await getTagged(path, parameters, { signal })).answer;
}

/**
 * Reads like `get`; returns the answer and its entity tag, which makes a write conditional.
 *
 * @param {string} path
 * @param {Parameters} [parameters]
 * @param {{ signal?: AbortSignal }} [options]
 */
export function getTagged(path, parameters = {}, { signal } = {}) {
  const given = Object.entries(parameters).flatMap(([name, value]) => [value ?? ""].flat().filter((each) => each !== "").map((each) => [name, String(each)]));
  const query = new URLSearchParams(given).toString();
  return send(query ? `${path}?${query}` : path, { method: "GET", headers: { Accept: "application/json", ...asActor() } }, signal);
}

/**
 * Sends a PATCH request. Two requests with the same key have the effect of one. With an entity tag, the API writes only if
 * the record has not changed since. A dry run needs no key: null.
 *
 * @param {string} path
 * @param {object} [body]
 * @param {WriteOptions} [options]
 */
export async function patch(path, body, options) {
  return (await write("PATCH", path, body, options)).answer;
}

/**
 * Sends a PATCH request like `patch`; returns the answer and the path of the request that undoes the change, if there is one.
 *
 * @param {string} path
 * @param {object} body
 * @param {WriteOptions} [options]
 */
export function patchUndoable(path, body, options) {
  return write("PATCH", path, body, options);
}

/**
 * Sends a POST request, with the same options as `patch`.
 *
 * @param {string} path
 * @param {object} body
 * @param {WriteOptions} [options]
 */
export async function post(path, body, options) {
  return (await write("POST", path, body, options)).answer;
}

/**
 * Sends a DELETE request.
 *
 * @param {string} path
 */
export async function remove(path) {
  return (await write("DELETE", path, undefined)).answer;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {WriteOptions} [options]
 */
function write(method, path, body, { key = newKey(), tag, signal } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", ...asActor() };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (key) {
    headers["Idempotency-Key"] = key;
  }
  if (tag) {
    headers["If-Match"] = tag;
  }
  return send(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }, signal);
}

/** Returns a key for one write and all its tries. */
export function newKey() {
  // Browsers offer randomUUID only on localhost and over https.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Returns whether an error only means that the request was aborted.
 *
 * @param {unknown} error
 */
export function isAborted(error) {
  return error instanceof Error && error.name === "AbortError";
}

/**
 * @param {string} path
 * @param {RequestInit} request
 * @param {AbortSignal} [signal]
 */
async function send(path, request, signal) {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let response;
  let content;
  try {
    response = await fetch(path, { ...request, signal: signal ? AbortSignal.any([signal, patience]) : patience });
    content = await response.text();
  } catch (error) {
    if (isAborted(error)) {
      throw error;
    }
    throw new Unreachable(patience.aborted ? "Grow takes too long to answer." : "Grow does not answer.");
  }
  const answer = parse(content);
  if (response.status === 503) {
    throw new Unreachable(answer?.detail ?? "Grow is busy.");
  }
  if (response.status === 401) {
    signedOut();
  }
  if (!response.ok) {
    throw new Refused(answer ?? { title: response.statusText, status: response.status, detail: `The server answered ${response.status}.` });
  }
  const [, undo = null] = /<([^>]+)>; rel="undo"/.exec(response.headers.get("Link") ?? "") ?? [];
  return { answer, tag: response.headers.get("ETag"), undo };
}

/** @param {string} content */
function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
