package com.grow.outreach.adapter.persistence.repository;

import static java.util.stream.Collectors.toSet;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.jooq.tables.records.JobsRecord;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Period;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;

/** The filters of jobs in their rows. Unlike keys, ids stay readable after their records are deleted. */
final class JobFilters {

    /** The word for the absence of a reference. It is not an id. */
    private static final String NONE = "none";

    private JobFilters() {}

    /** Returns the columns of a filter with their values. */
    static Map<? extends Field<?>, ?> columns(OutreachFilter filter) {
        var row = new JobsRecord();
        row.setFilterChannels(filter.channels().stream()
                .map(JooqOutreachRepository::channel)
                .sorted()
                .toArray(Channel[]::new));
        row.setFilterStates(filter.states().stream()
                .map(JooqOutreachRepository::state)
                .sorted()
                .toArray(OutreachState[]::new));
        row.setFilterPeople(texts(filter.people(), false));
        row.setFilterCompanies(texts(filter.companies(), false));
        row.setFilterSequences(
                texts(filter.sequences().values(), filter.sequences().none()));
        row.setFilterOwners(texts(filter.owners().values(), filter.owners().none()));
        row.setFilterName(filter.person());
        row.setFilterCreatedFrom(filter.created().from());
        row.setFilterCreatedEnd(filter.created().end());
        row.setFilterChangedFrom(filter.changed().from());
        row.setFilterChangedEnd(filter.changed().end());
        return Stream.of(row.fields())
                .filter(row::touched)
                .collect(HashMap::new, (map, field) -> map.put(field, row.get(field)), Map::putAll);
    }

    /** Returns the filter of a row. */
    static OutreachFilter filter(JobsRecord row) {
        return new OutreachFilter(
                values(row.getFilterChannels(), JooqOutreachRepository::channel),
                values(row.getFilterPeople(), PersonId::new),
                values(row.getFilterCompanies(), CompanyId::new),
                choice(row.getFilterSequences(), SequenceId::new),
                values(row.getFilterStates(), JooqOutreachRepository::state),
                choice(row.getFilterOwners(), UserId::new),
                row.getFilterName(),
                new Period(row.getFilterCreatedFrom(), row.getFilterCreatedEnd()),
                new Period(row.getFilterChangedFrom(), row.getFilterChangedEnd()));
    }

    private static String[] texts(Collection<? extends Id> ids, boolean none) {
        return Stream.concat(ids.stream().map(Id::value).sorted(), none ? Stream.of(NONE) : Stream.empty())
                .toArray(String[]::new);
    }

    private static <S, T> Set<T> values(S[] stored, Function<S, T> read) {
        return Arrays.stream(StorageFailures.requireArray(stored)).map(read).collect(toSet());
    }

    private static <T> AnyOf<T> choice(String[] stored, Function<String, T> read) {
        var texts = values(stored, Function.identity());
        return new AnyOf<>(
                texts.stream().filter(text -> !text.equals(NONE)).map(read).collect(toSet()), texts.contains(NONE));
    }
}
