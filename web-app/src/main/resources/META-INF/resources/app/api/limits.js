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
  "outreach.bulk_changed",
  "person.created",
  "person.updated",
  "person.merged",
  "person.deleted",
  "person.bulk_changed",
  "company.created",
  "company.updated",
  "company.merged",
  "company.deleted",
  "company.bulk_changed",
  "sequence.created",
  "sequence.updated",
  "sequence.deleted",
  "sequence.bulk_changed",
  "user.created",
  "user.updated",
  "user.deleted",
  "user.bulk_changed",
  "import.started",
  "import.completed",
  "import.failed",
  "import.stopped",
  "job.started",
  "job.completed",
  "job.failed",
  "job.stopped",
  "reset",
];
