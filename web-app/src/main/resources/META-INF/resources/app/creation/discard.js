/** The removal of records that were created although the user has cancelled. */

/** @import { Outreach, Person } from "../api/types.js" */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";

/**
 * Removes an outreach, and the records that were created with it.
 *
 * @param {Outreach} outreach
 * @param {{ person?: { company?: object } }} request the request that created them
 */
export async function discard({ id, person_id: personId }, { person }) {
  const paths = [`/api/outreaches/${id}`];
  if (person) {
    /** @type {Person} */
    const { company_id: companyId } = await connection.persist(() => api.get(`/api/people/${personId}`));
    paths.push(`/api/people/${personId}`);
    if (person.company) {
      paths.push(`/api/companies/${companyId}`);
    }
  }
  for (const path of paths) {
    try {
      await connection.persist(() => api.remove(path));
    } catch (error) {
      // Another user's record refers to it by now.
      if (!(error instanceof api.Refused)) {
        throw error;
      }
    }
  }
}
