/** The REST API, which is all that this app knows of Grow. */

const PATIENCE_MS = 30_000;

/** The API has answered that it won't: `problem` is its problem document (RFC 9457). */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.name = "Refused";
    this.problem = problem;
  }
}

/** There was no answer, or only that the database is away; the same request may work in a moment. */
export class Unreachable extends Error {
  constructor(message) {
    super(message);
    this.name = "Unreachable";
  }
}

/** Reads; parameters without a value are left out. Rejects with an AbortError once `signal` is aborted. */
export async function get(path, parameters = {}, { signal } = {}) {
  return (await getTagged(path, parameters, { signal })).answer;
}

/** Reads as `get` does: the answer, and the `tag` by which a write can make sure that it is still so. */
export function getTagged(path, parameters = {}, { signal } = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(given).toString();
  return send(query ? `${path}?${query}` : path, { method: "GET", headers: { Accept: "application/json" } }, signal);
}

/**
 * Changes. With the `key` of an earlier try it is not done twice, whatever became of that try; with a `tag`, only if what
 * is written is still what came with it. What writes nothing, as a dry run, needs no key: null.
 */
export function patch(path, body, options) {
  return write("PATCH", path, body, options);
}

/** Creates; with a `key` as `patch`. */
export function post(path, body, options) {
  return write("POST", path, body, options);
}

/** Deletes. */
export function remove(path) {
  return write("DELETE", path, undefined);
}

async function write(method, path, body, { key = newKey(), tag, signal } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (key) {
    headers["Idempotency-Key"] = key;
  }
  if (tag) {
    headers["If-Match"] = tag;
  }
  return (await send(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }, signal)).answer;
}

/** A key for one write and all its tries. */
export function newKey() {
  // randomUUID is there only on localhost and over https.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether an error only says that the request was called off. */
export function isAborted(error) {
  return error.name === "AbortError";
}

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
  if (!response.ok) {
    throw new Refused(answer ?? { title: response.statusText, status: response.status, detail: `The server answered ${response.status}.` });
  }
  return { answer, tag: response.headers.get("ETag") };
}

function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
