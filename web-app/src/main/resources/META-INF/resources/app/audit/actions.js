/** The actions of the audit log in words. */

/** @type {Record<string, string>} */
const SPECIAL = {
  "session.started": "Signed in",
  "session.refused": "Failed to sign in",
  "session.ended": "Ended a session",
  "session.others_ended": "Ended all other sessions",
  "password.set": "Set a password",
  "password.changed": "Changed the password",
  "password.refused": "Failed to change the password",
  "member.invited": "Invited a user",
  "member.reset": "Created a reset link",
  "member.disabled": "Disabled a user",
  "member.provisioned": "Signed in for the first time",
  "member.updated": "Changed a role",
  "member.role_kept": "Kept the last administrator",
  "token.created": "Created an API token",
  "token.revoked": "Revoked an API token",
  "request.refused": "Lacked the permission",
  "company.merged": "Merged a company",
  "person.merged": "Merged a person",
  "webhook.secret_rotated": "Rotated the secret of a webhook",
  "outreach.exported": "Exported outreaches",
  "import.started": "Started an import",
  "import.stopped": "Stopped an import",
  "import.deleted": "Deleted an import",
  "job.started": "Started a job",
  "job.stopped": "Stopped a job",
};

const RECORDS = ["company", "person", "sequence", "user", "team", "webhook"];
const CHANGES = { created: "Created", updated: "Changed", deleted: "Deleted" };

/** @type {Map<string, string>} */
const WORDS = new Map([
  ...Object.entries(SPECIAL),
  ...RECORDS.flatMap((record) => Object.entries(CHANGES).map(([change, verb]) => /** @type {[string, string]} */ ([`${record}.${change}`, `${verb} a ${record}`]))),
]);

/** The actions as options of a filter. */
export const ACTION_OPTIONS = [...WORDS].map(([value, label]) => ({ value, label })).sort((one, other) => one.label.localeCompare(other.label));

/**
 * Returns an action in words: "Changed a company" for `company.updated`.
 *
 * @param {string} action
 */
export function actionName(action) {
  return WORDS.get(action) ?? action;
}
