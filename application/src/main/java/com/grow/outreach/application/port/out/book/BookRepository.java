package com.grow.outreach.application.port.out.book;

import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
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
 * All that is kept, to be changed by the thousand: each call is about many things at once and costs a few statements. What
 * is stored here makes no events.
 */
public interface BookRepository {

    /** The users. */
    BulkDirectory<UserId, User> users();

    /** The companies. */
    BulkDirectory<CompanyId, Company> companies();

    /** The people. */
    BulkDirectory<PersonId, Person> people();

    /** The sequences. */
    BulkDirectory<SequenceId, Sequence> sequences();

    /** The outreaches with their histories. */
    Outreaches outreaches();

    /**
     * Things of one kind.
     *
     * @param <K> their ids
     * @param <T> what they are
     */
    interface BulkDirectory<K extends Id, T> {

        /** Returns the existing ids. They can't be deleted until the transaction ends. */
        Set<K> known(Collection<K> ids);

        /** Loads things and keeps everybody else from changing them until the transaction ends. */
        Map<K, Created<T>> lock(Collection<K> ids);

        /**
         * Which things have one of these values in a column.
         *
         * @param column {@code name}, {@code domain} or {@code email}, as far as the kind has it
         * @param values names as they are; domains and addresses in lower case, whatever theirs is
         */
        Map<String, Set<K>> bearing(String column, Collection<String> values);

        /**
         * As {@link #bearing(String, Collection)}, of those alone that refer to one of these.
         *
         * @param referred companies of people, owners of companies
         */
        Map<String, Set<K>> bearing(String column, Collection<String> values, Collection<? extends Id> referred);

        /**
         * Stores what is not there yet.
         *
         * @throws StorageConflictException if something of an id is there after all, or what it refers to is gone
         */
        void add(Collection<Created<T>> things);

        /**
         * Stores what {@link #lock} has returned, changed. Outreaches of people who moved and companies that were handed
         * over are found at their new places from then on.
         *
         * @throws StorageConflictException if what it refers to is gone
         */
        void replace(Collection<Created<T>> things);
    }

    /** The outreaches with their histories. */
    interface Outreaches {

        /** Loads outreaches with their whole histories and keeps everybody else from changing them. */
        Map<OutreachId, Entry> lock(Collection<OutreachId> ids);

        /** Returns the existing people. Until the transaction ends, they can't be deleted and can't change their company. */
        Set<PersonId> knownPeople(Collection<PersonId> ids);

        /** Which outreaches there are to these people over each channel. */
        Map<PersonId, Map<Channel, Set<OutreachId>>> ofPeople(Collection<PersonId> ids);

        /**
         * Stores what is not there yet.
         *
         * @throws StorageConflictException if something of an id is there after all
         */
        void add(Collection<Entry> entries);

        /** Stores what {@link #lock} has returned, changed, perhaps with more history than before. */
        void replace(Collection<Entry> entries);
    }
}
