/** Code that sends a request, in several languages. */

/** @import { HttpRequest } from "./types.js" */

import { FORM } from "./curl.js";

const TOKEN = "GROW_TOKEN";

/**
 * @typedef {object} Target
 * @property {string} server the origin of the server
 * @property {boolean} token whether to send the API token in the environment variable `GROW_TOKEN`
 * @property {boolean} stream whether the response is a stream
 */

/** @type {Record<string, (request: HttpRequest, target: Target) => string>} */
const LANGUAGES = { curl, JavaScript: javaScript, Java: java };

export const LANGUAGE_NAMES = Object.keys(LANGUAGES);

/**
 * Returns code that sends a request and prints the response.
 *
 * @param {string} language one of the LANGUAGE_NAMES
 * @param {HttpRequest} request
 * @param {Target} target
 */
export function sample(language, request, target) {
  return LANGUAGES[language](request, target);
}

/** @param {HttpRequest} request @param {Target} target */
function curl({ method, path, headers, content }, { server, token, stream }) {
  const isForm = content && "text" in content && headers.some(isFormHeader);
  const options = [
    ...(token ? [`-H "Authorization: Bearer $${TOKEN}"`] : []),
    ...headers.filter((header) => !(isForm && isFormHeader(header))).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(content && "text" in content ? textsOf(content.text, isForm).map((text) => `-d ${quoted(text)}`) : []),
    ...(content && "file" in content ? [`--data-binary ${quoted(`@${content.file}`)}`] : []),
    ...(content && "parts" in content ? content.parts.map((part) => `-F ${quoted(part.join("="))}`) : []),
  ];
  const start = ["curl", stream && "-N", method !== "GET" && `-X ${method}`, quoted(server + path)].filter(Boolean).join(" ");
  return [start, ...options].join(" \\\n  ");
}

/** Returns the fields of a form, or the whole of another text. */
function textsOf(/** @type {string} */ text, isForm = false) {
  return isForm ? text.split("&") : [pretty(text)];
}

/** @param {HttpRequest} request @param {Target} target */
function javaScript({ method, path, headers, content }, { server, token, stream }) {
  const fields = Object.fromEntries(headers);
  const isForm = headers.some(isFormHeader);
  const given = headers
    .filter((header) => !isFormHeader(header))
    .map(([name]) => `${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${JSON.stringify(fields[name])}`);
  const all = [...(token ? [`Authorization: \`Bearer \${process.env.${TOKEN}}\``] : []), ...given];
  const isPretty = content && "text" in content && !isForm && pretty(content.text) !== content.text;
  const body = !content ? null
    : "file" in content ? `await openAsBlob(${JSON.stringify(content.file)})`
    : "parts" in content ? "form"
    : isForm ? `new URLSearchParams(${JSON.stringify(pairsOf(content.text))})`
    : isJson(headers) && isPretty ? `JSON.stringify(${pretty(content.text).replaceAll("\n", "\n  ")})`
    : JSON.stringify(content.text);
  const options = [
    ...(method === "GET" ? [] : [`method: ${JSON.stringify(method)}`]),
    ...(all.length > 0 ? [`headers: { ${all.join(", ")} }`] : []),
    ...(body ? [`body: ${body}`] : []),
  ];
  const second = options.length > 0 ? `, {\n${options.map((option) => `  ${option},\n`).join("")}}` : "";
  return [
    ...(usesFiles(content) ? ['import { openAsBlob } from "node:fs";', ""] : []),
    ...(content && "parts" in content ? ["const form = new FormData();", ...content.parts.map(formPart)] : []),
    `const response = await fetch(${JSON.stringify(server + path)}${second});`,
    ...(stream
      ? ["for await (const text of response.body.pipeThrough(new TextDecoderStream())) {", "  console.log(text);", "}"]
      : ["console.log(response.status, await response.text());"]),
  ].join("\n");
}

/** @param {[string, string]} part */
function formPart([name, value]) {
  return value.startsWith("@")
    ? `form.append(${JSON.stringify(name)}, await openAsBlob(${JSON.stringify(value.slice(1))}), ${JSON.stringify(value.slice(1))});`
    : `form.append(${JSON.stringify(name)}, ${JSON.stringify(value)});`;
}

/** @param {HttpRequest} request @param {Target} target */
function java({ method, path, headers, content }, { server, token, stream }) {
  if (content && "parts" in content) {
    return "// HttpClient has no multipart bodies. Send one file as the body instead.";
  }
  const body = !content ? "BodyPublishers.noBody()"
    : "file" in content ? `BodyPublishers.ofFile(Path.of(${JSON.stringify(content.file)}))`
    : `BodyPublishers.ofString(${javaText(headers.some(isFormHeader) ? encoded(content.text) : pretty(content.text))})`;
  const steps = [
    ...(token ? [`.header("Authorization", "Bearer " + System.getenv("${TOKEN}"))`] : []),
    ...headers.map(([name, value]) => `.header(${JSON.stringify(name)}, ${JSON.stringify(value)})`),
    ...(method === "GET" ? [] : [`.method(${JSON.stringify(method)}, ${body})`]),
    ".build();",
  ];
  return [
    `var request = HttpRequest.newBuilder(URI.create(${JSON.stringify(server + path)}))`,
    ...steps.map((step) => `        ${step}`),
    ...(stream
      ? ["var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());", "response.body().forEach(IO::println);"]
      : ["var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());", 'IO.println(response.statusCode() + " " + response.body());']),
  ].join("\n");
}

/** Returns a Java string, as a text block if it has several lines. */
function javaText(/** @type {string} */ text) {
  if (!text.includes("\n")) {
    return JSON.stringify(text);
  }
  const lines = text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"""').split("\n");
  return `"""\n${lines.map((line) => `                ${line}`).join("\n")}"""`;
}

/** Returns JSON with one field in each line, and any other text as it is. */
function pretty(/** @type {string} */ text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === "object" ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}

/** @returns {[string, string][]} */
function pairsOf(/** @type {string} */ form) {
  return form.split("&").map((field) => {
    const [name, ...value] = field.split("=");
    return [name, value.join("=")];
  });
}

function encoded(/** @type {string} */ form) {
  return new URLSearchParams(pairsOf(form)).toString();
}

/** @param {HttpRequest["content"]} content */
function usesFiles(content) {
  return content && ("file" in content || ("parts" in content && content.parts.some(([, value]) => value.startsWith("@"))));
}

/** @param {[string, string][]} headers */
function isJson(headers) {
  return headers.some(([name, value]) => name.toLowerCase() === "content-type" && value.startsWith("application/json"));
}

/** @param {[string, string]} header */
function isFormHeader([name, value]) {
  return name.toLowerCase() === "content-type" && value === FORM;
}

/** Quotes a word for a shell where needed. */
function quoted(/** @type {string} */ word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
