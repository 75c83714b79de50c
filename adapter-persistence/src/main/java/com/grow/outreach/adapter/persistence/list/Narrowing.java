package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.SequenceId;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A filter of the rows of {@code outreaches}: tests of the references, states, channels and a condition for the
 * creation time. A row must meet all of them.
 *
 * @param owner the test of the owner, or null for all that are visible
 * @param visible the owners whose rows exist for the caller, if there is no test of the owner
 */
public record Narrowing(
        @Nullable Test person,
        @Nullable Test company,
        @Nullable Test owner,
        @Nullable Test sequence,
        List<OutreachState> states,
        List<Channel> channels,
        Condition created,
        VisibleRows visible) {

    /** A condition for a column with a reference. It applies to each table that has such a column. */
    @FunctionalInterface
    interface Test {
        Condition on(Field<Long> reference);
    }

    public static Narrowing of(OutreachFilter filter, VisibleRows visible) {
        var status = filter.status();
        var channel = filter.channel();
        var owner = filter.ownerId() == null ? visible.onlyOwner().orElse(null) : filter.ownerId();
        return new Narrowing(
                filter.personId() == null ? null : refersTo(CurrentKey.of(filter.personId())),
                filter.companyId() == null ? null : refersTo(CurrentKey.of(filter.companyId())),
                owner == null || visible.scope().includes(owner)
                        ? refersTo(USERS.ID, USERS.PUBLIC_ID, owner)
                        : reference -> falseCondition(),
                refersTo(SEQUENCES.ID, SEQUENCES.PUBLIC_ID, filter.sequenceId()),
                status == null ? List.of(OutreachState.values()) : List.of(OutreachState.lookupLiteral(status.value())),
                channel == null ? List.of(Channel.values()) : List.of(Channel.lookupLiteral(channel.value())),
                noCondition(),
                owner == null ? visible : VisibleRows.ALL);
    }

    private static @Nullable Test refersTo(TableField<?, Long> key, TableField<?, String> publicId, @Nullable Id id) {
        return id == null
                ? null
                : refersTo(field(select(key).from(key.getTable()).where(publicId.eq(id.value()))));
    }

    private static Test refersTo(Field<Long> key) {
        return reference -> reference.eq(key);
    }

    Narrowing withCompany(Test test) {
        return new Narrowing(person, test, owner, sequence, states, channels, created, visible);
    }

    /** Returns the rows that meet another test of the owner, which only visible owners must meet. */
    Narrowing withOwner(@Nullable Test test) {
        return new Narrowing(person, company, test, sequence, states, channels, created, VisibleRows.ALL);
    }

    Narrowing withSequence(Test test) {
        return new Narrowing(person, company, owner, test, states, channels, created, visible);
    }

    /** Returns those of the rows that are also in a sequence, or in none if it is null. */
    public Narrowing in(@Nullable SequenceId id) {
        var other = id == null ? (Test) Field::isNull : refersTo(SEQUENCES.ID, SEQUENCES.PUBLIC_ID, id);
        return withSequence(reference -> on(sequence, reference).and(on(other, reference)));
    }

    Narrowing withState(OutreachState state) {
        return new Narrowing(person, company, owner, sequence, List.of(state), channels, created, visible);
    }

    Narrowing withChannel(Channel channel) {
        return new Narrowing(person, company, owner, sequence, states, List.of(channel), created, visible);
    }

    Narrowing createdBefore(Instant end) {
        return created(OUTREACHES.CREATED_AT.lt(end));
    }

    /**
     * Returns the rows after a position with the same creation time. The index also finds the position among many such
     * rows.
     */
    Narrowing tiedAfter(Position position) {
        return created(OUTREACHES.CREATED_AT.eq(position.createdAt()).and(OUTREACHES.ID.gt(position.ordinal())));
    }

    private Narrowing created(Condition test) {
        return new Narrowing(person, company, owner, sequence, states, channels, test, visible);
    }

    boolean anyState() {
        return states.size() == OutreachState.values().length;
    }

    boolean anyChannel() {
        return channels.size() == Channel.values().length;
    }

    /** Returns whether the filter names one person or company, whose rows are few enough to read and sort. */
    boolean isFew() {
        return person != null || company != null;
    }

    /** Returns the complete condition. */
    public Condition where() {
        return common().and(anyState() ? noCondition() : OUTREACHES.CURRENT_STATE.in(inlined(states)))
                .and(anyChannel() ? noCondition() : OUTREACHES.CHANNEL.in(inlined(channels)));
    }

    private Condition common() {
        return on(person, OUTREACHES.PERSON_ID)
                .and(on(company, OUTREACHES.COMPANY_ID))
                .and(ownedBy(besides(OUTREACHES.OWNER_ID)))
                .and(on(sequence, besides(OUTREACHES.SEQUENCE_ID)))
                .and(created);
    }

    /**
     * Hides a reference from the indexes if a person or company leaves few rows. Otherwise the planner may also read
     * the index of an owner or a sequence, with a million entries, because it assumes an average number of rows.
     */
    private Field<Long> besides(Field<Long> reference) {
        return isFew() ? reference.plus(inline(0)) : reference;
    }

    /** Returns whether the rows are only those of some owners. */
    boolean byOwner() {
        return owner != null || !visible.all();
    }

    /** Returns the condition for the owner. */
    Condition ownedBy(Field<Long> reference) {
        return on(owner, reference).and(visible.ownedBy(reference));
    }

    static Condition on(@Nullable Test test, Field<Long> reference) {
        return test == null ? noCondition() : test.on(reference);
    }

    /** Returns the query for the keys and creation times of the newest rows, newest first. */
    Select<Record2<Long, Instant>> newest(Field<Long> limit) {
        // State and channel help with the order only in an index that starts with an owner or a sequence alone.
        if (!visible.all() && !isFew()) {
            return new NewestOfOwners(this, limit).query();
        }
        boolean oneStream = isFew()
                || (owner != null && sequence != null)
                || (owner == null && sequence == null && anyState() && anyChannel());
        if (oneStream) {
            return select(OUTREACHES.ID, OUTREACHES.CREATED_AT)
                    .from(OUTREACHES)
                    .where(where())
                    .orderBy(OUTREACHES.CREATED_AT.desc(), OUTREACHES.ID)
                    .limit(limit);
        }
        Select<Record2<Long, Instant>> streams = states.stream()
                .flatMap(state -> channels.stream().map(channel -> stream(state, channel, limit)))
                .reduce((one, other) -> one.unionAll(other))
                .orElseThrow();
        Table<Record2<Long, Instant>> merged = streams.asTable("merged");
        var id = merged.field(OUTREACHES.ID);
        var createdAt = merged.field(OUTREACHES.CREATED_AT);
        return select(id, createdAt).from(merged).orderBy(createdAt.desc(), id).limit(limit);
    }

    /** Has its own limit, because only then the planner sees that the index returns the rows in order. */
    private Select<Record2<Long, Instant>> stream(OutreachState state, Channel channel, Field<Long> limit) {
        return select(OUTREACHES.ID, OUTREACHES.CREATED_AT)
                .from(OUTREACHES)
                .where(common())
                .and(OUTREACHES.CURRENT_STATE.eq(inline(state)))
                .and(OUTREACHES.CHANNEL.eq(inline(channel)))
                .orderBy(OUTREACHES.CREATED_AT.desc(), OUTREACHES.ID)
                .limit(limit);
    }

    /** Returns literals. The values are few and unevenly distributed, so the planner must see them. */
    static <T> List<? extends Field<T>> inlined(List<T> values) {
        return values.stream().map(DSL::inline).toList();
    }
}
