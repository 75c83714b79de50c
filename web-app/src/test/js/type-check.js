/** Runs the TypeScript compiler on the app and its tests. The compiler reads each file from its address on the server. */

const LIBRARIES = "/webjars/typescript/lib";

/**
 * Returns the errors, {file, line, message}. Needs the compiler as the global `ts`.
 *
 * @param {string[]} files the addresses of the files to check
 */
export function typeErrors(files) {
  const { ts } = /** @type {any} */ (globalThis);
  const { config } = ts.parseConfigFileTextToJson("jsconfig.json", read("/jsconfig.json"));
  const { options, errors } = ts.convertCompilerOptionsFromJson(config.compilerOptions, "/");
  const host = {
    ...{ fileExists: has, readFile: read, directoryExists: () => true, getDirectories: () => [], writeFile() {} },
    getSourceFile: (/** @type {string} */ file, /** @type {unknown} */ target) =>
      has(file) ? ts.createSourceFile(file, read(file), target) : undefined,
    getDefaultLibLocation: () => LIBRARIES,
    getDefaultLibFileName: () => `${LIBRARIES}/lib.d.ts`,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (/** @type {string} */ file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
  return [...errors, ...ts.getPreEmitDiagnostics(ts.createProgram(files, options, host))].map(
    ({ file, start, messageText }) => ({
      file: file?.fileName ?? "jsconfig.json",
      line: file ? file.getLineAndCharacterOfPosition(start).line + 1 : 1,
      message: ts.flattenDiagnosticMessageText(messageText, " "),
    }),
  );
}

/** @type {Map<string, string | undefined>} */
const contents = new Map();

/** @param {string} file */
function has(file) {
  return read(file) !== undefined;
}

/** @param {string} file */
function read(file) {
  if (!contents.has(file)) {
    // The compiler can't wait for a promise.
    const request = new XMLHttpRequest();
    request.open("GET", file, false);
    request.send();
    contents.set(file, request.status === 200 ? request.responseText : undefined);
  }
  return contents.get(file);
}
