/** Limits and names of the API that the app repeats. ApiLimitsTest compares them with the server's. */

/** The most outreaches that one request changes. */
export const LARGEST_BATCH = 10_000;

/** The most items on one page. */
export const LARGEST_PAGE = 500;

/** The most characters in the reason of a transition. */
export const LONGEST_REASON = 1_000;

/** The channels, and the field of a person that each of them needs. */
export const CONTACT_FIELDS = { phone: "phone", email: "email", linkedin: "linkedin_url" };

/** The events of the change feed. */
export const EVENT_TYPES = [
  "outreach.created",
  "outreach.transitioned",
  "outreach.assigned",
  "outreach.deleted",
  "person.merged",
  "company.merged",
];
