package com.grow.outreach.application.port.out.book;

import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Bulk reads and changes of records. Each call takes a few statements for any number of records, and publishes an event for many.
 */
public interface BookRepository {

    /** Returns the users. */
    BulkDirectory<UserId, User> users();

    /** Returns the companies. */
    BulkDirectory<CompanyId, Company> companies();

    /** Returns the people. */
    BulkDirectory<PersonId, Person> people();

    /** Returns the sequences. */
    BulkDirectory<SequenceId, Sequence> sequences();

    /** Returns the outreaches with their histories. */
    Outreaches outreaches();

    /**
     * The records of one kind.
     *
     * @param <K> the type of their ids
     * @param <T> the type of the records
     */
    interface BulkDirectory<K extends Id, T> {

        /** Returns the existing ids. The records can't be deleted until the transaction ends. */
        Set<K> existing(Collection<K> ids);

        /**
         * Loads records and locks them until the transaction ends. A merged id gives the record that replaced it, under both
         * ids.
         */
        Map<K, Created<T>> lock(Collection<K> ids);

        /**
         * Finds the records that have one of these values of a natural key.
         *
         * @param key a key that the kind has
         * @param values normalized values, see {@link NaturalKey#normalized}
         * @return the ids by value
         */
        Map<String, Set<K>> matching(NaturalKey key, Collection<String> values);

        /**
         * Finds the records that have one of these values of a natural key and refer to one of these records.
         *
         * @param referred the companies of people, the owners of companies
         * @see #matching(NaturalKey, Collection)
         */
        Map<String, Set<K>> matching(NaturalKey key, Collection<String> values, Collection<? extends Id> referred);

        /**
         * Stores new records.
         *
         * @throws StorageConflictException if a record with the same id exists, or a referred record does not exist any more
         */
        void add(Collection<Created<T>> records);

        /**
         * Stores changed records that {@link #lock} has returned. Outreaches follow a person to another company and a company
         * to another owner.
         *
         * @throws StorageConflictException if a referred record does not exist any more
         */
        void replace(Collection<Created<T>> records);
    }

    /** The outreaches with their histories. */
    interface Outreaches {

        /** Loads outreaches with their whole histories and locks them until the transaction ends. */
        Map<OutreachId, Entry> lock(Collection<OutreachId> ids);

        /** Returns the existing people. Until the transaction ends, they can't be deleted and can't change their company. */
        Set<PersonId> existingPeople(Collection<PersonId> ids);

        /** Returns the outreaches of people on each channel. */
        Map<PersonId, Map<Channel, Set<OutreachId>>> ofPeople(Collection<PersonId> ids);

        /**
         * Stores new outreaches.
         *
         * @throws StorageConflictException if an outreach with the same id exists
         */
        void add(Collection<Entry> entries);

        /** Stores changed outreaches that {@link #lock} has returned. Their histories may be longer than before. */
        void replace(Collection<Entry> entries);
    }
}
