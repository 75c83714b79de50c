package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.contact.ContactRepair;
import java.util.function.BiConsumer;

/** Use case: bring stored contact data into its canonical form. */
@FunctionalInterface
public interface RepairContacts {

    /**
     * Repairs the contact data of all companies and people. Starts a search for duplicates if something changed. If it is
     * interrupted, the next repair does the rest.
     *
     * @param dryRun whether nothing changes
     * @param report receives each value that is not in its canonical form, with the id of its record
     */
    void repair(boolean dryRun, BiConsumer<Id, ContactRepair.Finding> report);
}
