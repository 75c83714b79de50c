/** What distinguishes records with the same name. */

/**
 * Returns the title, the email address and the domain of a record, as far as it has them.
 *
 * @param {{ id: string, title?: string | null, email?: string | null, domain?: string | null }} record
 */
export function detailOf({ title, email, domain }) {
  return [title, email, domain].filter(Boolean).join(" · ");
}
