/** Uploads of files, which show their progress and take as long as they need. */

import { Refused, Unreachable } from "./requests.js";

/**
 * Sends a file as the body of a POST request. Rejects with an AbortError when the signal aborts.
 *
 * @param {string} path
 * @param {Blob} content
 * @param {object} options
 * @param {string} options.type the media type
 * @param {AbortSignal} options.signal
 * @param {(share: number) => void} [options.progress] called with the share that was sent, from 0 to 1
 * @returns {Promise<any>}
 */
export function upload(path, content, { type, signal, progress = () => {} }) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Content-Type", type);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      const answer = parse(request.responseText);
      if (request.status === 503) {
        reject(new Unreachable(answer?.detail ?? "Grow is busy."));
      } else if (request.status >= 200 && request.status < 300) {
        resolve(answer);
      } else {
        reject(new Refused(answer ?? { title: request.statusText, status: request.status, detail: `The server answered ${request.status}.` }));
      }
    });
    request.addEventListener("error", () => reject(new Unreachable("The upload was interrupted.")));
    request.addEventListener("abort", () => reject(new DOMException("The upload was canceled.", "AbortError")));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(content);
  });
}

/** @param {string} content */
function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
