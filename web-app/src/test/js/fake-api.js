/** An API that a test case answers itself. */

/**
 * @typedef {{ method: string, path: string, query: Record<string, string>, body: any, headers: Headers }} ApiRequest
 * @typedef {{ status?: number, body?: unknown, tag?: string, link?: string }} ApiResponse
 */

/**
 * Answers every request of the app, and returns the list of these requests.
 *
 * @param {(request: ApiRequest) => ApiResponse} answer throws to leave a request without a response
 */
export function fakeApi(answer) {
  /** @type {ApiRequest[]} */
  const requests = [];
  window.fetch = async (url, { method = "GET", headers, body, signal } = {}) => {
    signal?.throwIfAborted();
    const { pathname: path, searchParams } = new URL(String(url), location.href);
    const query = Object.fromEntries(searchParams);
    const request = { method, path, query, body: body ? JSON.parse(String(body)) : null, headers: new Headers(headers) };
    requests.push(request);
    const { status = 200, body: content, tag, link } = answer(request);
    const sent = new Headers({ ...(tag && { ETag: tag }), ...(link && { Link: link }) });
    return new Response(content === undefined ? null : JSON.stringify(content), { status, headers: sent });
  };
  return requests;
}
