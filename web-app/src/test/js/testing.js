/** Test cases and assertions for the app's modules. */

const TIMEOUT_MS = 20_000;

/** @type {Map<string, () => unknown>} */
const cases = new Map();

/**
 * Adds a test case.
 *
 * @param {string} name a sentence about behaviour
 * @param {() => unknown} run throws, or returns a promise that rejects, if the test fails
 */
export function test(name, run) {
  if (cases.has(name)) {
    throw new Error(`Two test cases are named "${name}".`);
  }
  cases.set(name, run);
}

/** Returns the names of the test cases in their order. */
export function names() {
  return [...cases.keys()];
}

/**
 * Runs a test case.
 *
 * @param {string} name
 */
export async function run(name) {
  const found = cases.get(name);
  if (!found) {
    throw new Error(`No test case is named "${name}".`);
  }
  let timer = 0;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`"${name}" takes too long.`)), TIMEOUT_MS);
  });
  try {
    await Promise.race([found(), timeout]);
  } catch (error) {
    throw new Error(`${name}: ${error}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fails unless both values have the same structure and content. The order of an object's fields does not matter.
 *
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function equal(actual, expected) {
  const [one, other] = [text(actual), text(expected)];
  if (one !== other) {
    throw new Error(`Expected ${other}, but got ${one}.`);
  }
}

/**
 * Fails unless the promise rejects with an error whose message contains a text. Returns the error.
 *
 * @param {Promise<unknown>} promise
 * @param {string} message
 */
export async function rejects(promise, message) {
  let error;
  try {
    await promise;
  } catch (caught) {
    error = /** @type {Error} */ (caught);
  }
  if (!error?.message.includes(message)) {
    throw new Error(`Expected a rejection with "${message}", but got ${error ?? "none"}.`);
  }
  return error;
}

/** @param {unknown} value */
function text(value) {
  return JSON.stringify(value, (_, part) => {
    if (part === undefined) {
      return "undefined";
    }
    if (part instanceof Map) {
      return { map: [...part] };
    }
    if (part instanceof Set) {
      return { set: [...part] };
    }
    if (part && typeof part === "object" && !Array.isArray(part)) {
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    return part;
  });
}
