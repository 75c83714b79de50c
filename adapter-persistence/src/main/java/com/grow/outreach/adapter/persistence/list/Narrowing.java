package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Period;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.domain.SequenceId;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A filter of the rows of {@code outreaches}: tests of the references, states, channels and further conditions. A row must
 * meet all of them.
 *
 * @param position the condition for the place in the list
 * @param gathered whether the rows are few enough to read and sort all of them
 * @param visible the owners whose rows exist for the caller or match, if there is no test of the owner
 */
public record Narrowing(
        References references,
        List<OutreachState> states,
        List<Channel> channels,
        Condition position,
        Further further,
        boolean gathered,
        VisibleRows visible) {

    /** A condition for a column with a reference. It applies to each table that has such a column. */
    @FunctionalInterface
    interface Test {
        Condition on(Field<Long> reference);

        default Test and(@Nullable Test other) {
            return other == null ? this : reference -> on(reference).and(other.on(reference));
        }
    }

    /**
     * Tests of the references.
     *
     * @param owner the test of the owner, or null for all that are visible
     * @param severalSequences whether the test of the sequence is met by several sequences
     */
    record References(
            @Nullable Test person,
            @Nullable Test company,
            @Nullable Test owner,
            @Nullable Test sequence,
            boolean severalSequences) {

        private References andPerson(Test test) {
            return new References(test.and(person), company, owner, sequence, severalSequences);
        }

        private References withCompany(Test test) {
            return new References(person, test, owner, sequence, severalSequences);
        }

        private References withOwner(@Nullable Test test) {
            return new References(person, company, test, sequence, severalSequences);
        }

        private References withSequence(Test test) {
            return new References(person, company, owner, test, false);
        }
    }

    /** Returns the visible rows that match a filter. */
    public static Narrowing of(OutreachFilter filter, VisibleRows visible, DSLContext dsl) {
        return new OutreachFilters(filter, visible, dsl).narrowing();
    }

    @Nullable Test owner() {
        return references.owner;
    }

    @Nullable Test sequence() {
        return references.sequence;
    }

    Narrowing withPerson(Test test) {
        return with(references.andPerson(test)).withoutWords();
    }

    /** Returns those of the rows that refer to one of these people. */
    Narrowing withPeople(Field<Long[]> keys) {
        return withPerson(reference -> reference.eq(any(keys)));
    }

    Narrowing withCompany(Test test) {
        return with(references.withCompany(test));
    }

    /** Returns the rows that meet another test of the owner, which only visible owners must meet. */
    Narrowing withOwner(@Nullable Test test) {
        return new Narrowing(
                references.withOwner(test), states, channels, position, further, gathered, VisibleRows.ALL);
    }

    /** Returns the rows that meet another test of the sequence, which a single sequence or none meets. */
    Narrowing withSequence(Test test) {
        return with(references.withSequence(test));
    }

    /** Returns those of the rows that are also in a sequence, or in none if it is null. */
    public Narrowing in(@Nullable SequenceId id) {
        var choice = id == null ? AnyOf.<SequenceId>nothing() : AnyOf.one(id);
        return withSequence(
                OutreachFilters.one(choice, SEQUENCES.ID, SEQUENCES.PUBLIC_ID).and(sequence()));
    }

    private Narrowing with(References other) {
        return new Narrowing(other, states, channels, position, further, gathered, visible);
    }

    Narrowing withState(OutreachState state) {
        return new Narrowing(references, List.of(state), channels, position, further, gathered, visible);
    }

    Narrowing withChannel(Channel channel) {
        return new Narrowing(references, states, List.of(channel), position, further, gathered, visible);
    }

    Narrowing withWords(WordsOfName words) {
        return with(new Further(further.created(), further.changed(), words));
    }

    Narrowing withoutWords() {
        return with(further.withoutWords());
    }

    /** Returns the rows of other periods. */
    Narrowing within(Period created, Period changed) {
        return with(new Further(created, changed, further.words()));
    }

    private Narrowing with(Further other) {
        return new Narrowing(references, states, channels, position, other, gathered, visible);
    }

    /** Returns the same rows, which are few enough to read and sort all of them. */
    Narrowing gather() {
        return new Narrowing(references, states, channels, position, further, true, visible);
    }

    Narrowing createdBefore(Instant end) {
        return at(OUTREACHES.CREATED_AT.lt(end));
    }

    /**
     * Returns the rows after a position with the same creation time. The index also finds the position among many such
     * rows.
     */
    Narrowing tiedAfter(Position after) {
        return at(OUTREACHES.CREATED_AT.eq(after.createdAt()).and(OUTREACHES.ID.gt(after.ordinal())));
    }

    /** Returns the rows at a place in the list. */
    Narrowing at(Condition place) {
        return new Narrowing(references, states, channels, place, further, gathered, visible);
    }

    boolean anyState() {
        return states.size() == OutreachState.values().length;
    }

    boolean anyChannel() {
        return channels.size() == Channel.values().length;
    }

    /** Returns whether the rows are few enough to read and sort all of them, for example those of a person. */
    boolean isFew() {
        return hasPeople() || gathered;
    }

    /** Returns whether the filter names people or companies. */
    boolean hasPeople() {
        return references.person != null || references.company != null;
    }

    /** Returns the complete condition. */
    public Condition where() {
        return common().and(anyState() ? noCondition() : OUTREACHES.CURRENT_STATE.in(inlined(states)))
                .and(anyChannel() ? noCondition() : OUTREACHES.CHANNEL.in(inlined(channels)));
    }

    /** Returns the condition except for states and channels. */
    Condition common() {
        return on(references.person, OUTREACHES.PERSON_ID)
                .and(on(references.company, OUTREACHES.COMPANY_ID))
                .and(ownedBy(besides(OUTREACHES.OWNER_ID)))
                .and(on(sequence(), besides(OUTREACHES.SEQUENCE_ID)))
                .and(created())
                .and(within(OUTREACHES.CHANGED_AT, further.changed()))
                .and(further.words() == null ? noCondition() : named(further.words()));
    }

    /** Returns the condition for the creation time, and for the place in the list. No change is before the creation. */
    Condition created() {
        return position.and(within(OUTREACHES.CREATED_AT, further.created()))
                .and(within(
                        OUTREACHES.CREATED_AT,
                        new Period(null, further.changed().end())));
    }

    /** The planner must see the bounds, because the number of rows between them varies widely. */
    private static Condition within(Field<Instant> moment, Period period) {
        return (period.from() == null ? noCondition() : moment.ge(inline(period.from(), moment)))
                .and(period.end() == null ? noCondition() : moment.lt(inline(period.end(), moment)));
    }

    /** Returns the condition for the name of the person, in a form that the planner tests for each row. */
    private static Condition named(WordsOfName words) {
        return condition(field(select(field(TextConditions.containsAll(PEOPLE.NAME, words.words())))
                .from(PEOPLE)
                .where(PEOPLE.ID.eq(OUTREACHES.PERSON_ID))));
    }

    /**
     * Hides a reference from the indexes if a person or company leaves few rows. Otherwise the planner may also read
     * the index of an owner or a sequence, with a million entries, because it assumes an average number of rows.
     */
    private Field<Long> besides(Field<Long> reference) {
        return hasPeople() ? reference.plus(inline(0)) : reference;
    }

    /** Returns whether the rows are only those of some owners. */
    boolean byOwner() {
        return owner() != null || !visible.all();
    }

    /** Returns the condition for the owner. */
    Condition ownedBy(Field<Long> reference) {
        return on(owner(), reference).and(visible.ownedBy(reference));
    }

    static Condition on(@Nullable Test test, Field<Long> reference) {
        return test == null ? noCondition() : test.on(reference);
    }

    /** Returns literals. The values are few and unevenly distributed, so the planner must see them. */
    static <T> List<? extends Field<T>> inlined(List<T> values) {
        return values.stream().map(DSL::inline).toList();
    }
}
