/** The teams of the API. */

/** @import { Team } from "../api/types.js" */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";

/**
 * Returns the first teams by name, for a choice.
 *
 * @returns {Promise<Team[]>}
 */
export async function allTeams() {
  return (await connection.persist(() => api.get("/api/teams", { sort: "name", per: 100 }))).items;
}
