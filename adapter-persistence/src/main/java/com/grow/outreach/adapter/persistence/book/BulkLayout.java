package com.grow.outreach.adapter.persistence.book;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;

import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.repository.CopyRows;
import com.grow.outreach.adapter.persistence.repository.JooqCompanyRepository;
import com.grow.outreach.adapter.persistence.repository.JooqPersonRepository;
import com.grow.outreach.adapter.persistence.repository.JooqSequenceRepository;
import com.grow.outreach.adapter.persistence.repository.JooqUserRepository;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * The table of one kind of record and how it is written.
 *
 * @param ids the kind of the ids
 * @param id gets the id of a record
 * @param rows how records are read
 * @param keyFields the columns of the natural keys
 * @param columns the columns that are written after the public id
 * @param values gets the values of these columns
 * @param reference the record that each record refers to, or null if the kind has no reference
 */
record BulkLayout<K extends Id, T>(
        IdKind<K> ids,
        Function<T, K> id,
        DirectoryList.Rows<T> rows,
        Map<NaturalKey, TableField<?, String>> keyFields,
        String columns,
        Values<T> values,
        @Nullable Reference<T> reference) {

    static final BulkLayout<UserId, User> USER = new BulkLayout<>(
            UserId.KIND,
            User::id,
            JooqUserRepository.ROWS,
            Map.of(NaturalKey.FOLDED_NAME, USERS.NAME, NaturalKey.EMAIL, USERS.EMAIL),
            "created_at, name, email",
            (user, none) -> CopyRows.columns(
                    user.at(), user.value().name(), user.value().email()),
            null);

    static final BulkLayout<SequenceId, Sequence> SEQUENCE = new BulkLayout<>(
            SequenceId.KIND,
            Sequence::id,
            JooqSequenceRepository.ROWS,
            Map.of(NaturalKey.NAME, SEQUENCES.NAME),
            "created_at, name",
            (sequence, none) -> CopyRows.columns(sequence.at(), sequence.value().name()),
            null);

    static final BulkLayout<CompanyId, Company> COMPANY = new BulkLayout<>(
            CompanyId.KIND,
            Company::id,
            JooqCompanyRepository.ROWS,
            Map.of(NaturalKey.FOLDED_NAME, COMPANIES.NAME, NaturalKey.DOMAIN, COMPANIES.DOMAIN),
            CopyRows.COMPANY,
            CopyRows::company,
            new Reference<>(Company::ownerId, USERS.ID, USERS.PUBLIC_ID, COMPANIES.OWNER_ID, OUTREACHES.COMPANY_ID));

    static final BulkLayout<PersonId, Person> PERSON = new BulkLayout<>(
            PersonId.KIND,
            Person::id,
            JooqPersonRepository.ROWS,
            Map.of(
                    NaturalKey.NAME,
                    PEOPLE.NAME,
                    NaturalKey.EMAIL,
                    PEOPLE.EMAIL,
                    NaturalKey.LINKEDIN_PROFILE,
                    PEOPLE.LINKEDIN_URL),
            CopyRows.PERSON,
            CopyRows::person,
            new Reference<>(
                    Person::companyId, COMPANIES.ID, COMPANIES.PUBLIC_ID, PEOPLE.COMPANY_ID, OUTREACHES.PERSON_ID));

    /** The values that are written for a record. */
    @FunctionalInterface
    interface Values<T> {
        List<@Nullable Object> of(Created<T> created, @Nullable Long referenceKey);
    }

    /**
     * The reference from one kind of record to another.
     *
     * @param id gets the id of the referred record, or null
     * @param key the key of the referred table
     * @param publicId the id of the referred table
     * @param column the column that refers to it
     * @param followed the column of outreaches that refer to the record, and follow it to another referred record
     */
    record Reference<T>(
            Function<T, @Nullable Id> id,
            TableField<?, Long> key,
            TableField<?, String> publicId,
            TableField<?, Long> column,
            TableField<?, Long> followed) {}

    /** Returns the name of the table. */
    String table() {
        return rows.key().getTable().getName();
    }
}
