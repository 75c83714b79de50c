/** Outreaches for test cases. */

/**
 * @param {string} id
 * @param {Partial<import("/app/api/types.js").Outreach>} fields
 * @returns {import("/app/api/types.js").Outreach}
 */
export function outreach(id, fields = {}) {
  return { id, channel: "email", person_id: `per_${id}`, sequence_id: null, current_state: "ready", ...fields };
}

/**
 * @param {number} count
 * @param {Partial<import("/app/api/types.js").Outreach>} fields
 */
export function outreaches(count, fields = {}) {
  return Array.from({ length: count }, (_, index) => outreach(`out_${index + 1}`, fields));
}

/**
 * @param {import("/app/api/types.js").Outreach[]} items
 * @param {number} total
 */
export function page(items, total) {
  return { items, pagination: { current_page: 1, per_page: 100, total_pages: 1, total_count: total, next_cursor: null } };
}
