/** The roles of users and tokens. */

/** What each role may do, from the least. */
export const ROLES = [
  { value: "reader", label: "Reader", means: "sees everything, changes nothing" },
  { value: "rep", label: "Rep", means: "sees and changes what the team owns" },
  { value: "manager", label: "Manager", means: "sees and changes everything" },
  { value: "admin", label: "Administrator", means: "also manages users, teams and tokens" },
];

/** The roles as options of a form. */
export const ROLE_OPTIONS = ROLES.map(({ value, label, means }) => ({ value, label: `${label}: ${means}` }));

/**
 * Returns the name of a role.
 *
 * @param {string} role
 */
export function roleName(role) {
  return ROLES.find(({ value }) => value === role)?.label ?? role;
}
