/** Reads the curl commands of the API's description. */

/** @import { HttpRequest } from "./types.js" */

export const FORM = "application/x-www-form-urlencoded";

/**
 * Returns the request that a curl command sends.
 *
 * @param {string} command with the options -X, -H, -d, --data-binary, -F, -N and -i
 * @returns {HttpRequest}
 */
export function requestOf(command) {
  const [, ...words] = wordsOf(command);
  /** @type {HttpRequest} */
  const request = { method: "", path: "", headers: [] };
  /** @type {string[]} */
  const data = [];
  /** @type {[string, string][]} */
  const parts = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === "-X") {
      request.method = words[++i];
    } else if (word === "-H") {
      request.headers.push(pair(words[++i], ":"));
    } else if (word === "-F") {
      parts.push(pair(words[++i], "="));
    } else if (word === "-d" || word === "--data-binary") {
      data.push(words[++i]);
    } else if (!word.startsWith("-")) {
      request.path = word.replace(/^https?:\/\/[^/]+/, "");
    }
  }
  if (parts.length > 0) {
    request.content = { parts };
  } else if (data.length > 0) {
    const [first] = data;
    request.content = first.startsWith("@") ? { file: first.slice(1) } : { text: data.join("&") };
    if (!first.startsWith("@") && !request.headers.some(([name]) => name.toLowerCase() === "content-type")) {
      request.headers.push(["Content-Type", FORM]);
    }
  }
  request.method ||= request.content ? "POST" : "GET";
  return request;
}

/** Splits a command into words, as a shell does. */
function wordsOf(/** @type {string} */ command) {
  const matches = command.trim().matchAll(/(?:'([^']*)'|"((?:\\.|[^"\\])*)"|\\([^\n])|([^\s'"\\]+))+/g);
  return [...matches].map(([word]) =>
    word.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g, (_, single, double, escaped) =>
      single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped),
  );
}

/**
 * @param {string} text
 * @param {string} separator
 * @returns {[string, string]}
 */
function pair(text, separator) {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + 1).trim()];
}
