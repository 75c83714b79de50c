package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.list.Narrowing.Test;
import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Scope;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** A translator of filters of outreaches into conditions for rows. */
final class OutreachFilters {

    /** The maximum number of people that are looked up by their names before their outreaches. */
    private static final int FEW_PEOPLE = 10_000;

    private final OutreachFilter filter;
    private final VisibleRows visible;
    private final DSLContext dsl;

    OutreachFilters(OutreachFilter filter, VisibleRows visible, DSLContext dsl) {
        this.filter = filter;
        this.visible = visible;
        this.dsl = dsl;
    }

    Narrowing narrowing() {
        var owners = owners();
        return searched(new Narrowing(
                new Narrowing.References(
                        reference(filter.people(), CurrentKey::of),
                        reference(filter.companies(), CurrentKey::of),
                        owner(owners),
                        sequence(filter.sequences()),
                        filter.sequences().size() > 1),
                values(filter.states(), OutreachFilters::state, OutreachState.values()),
                values(filter.channels(), OutreachFilters::channel, Channel.values()),
                noCondition(),
                new Further(filter.created(), filter.changed(), null),
                filter.people().size() > 1 || filter.companies().size() > 1,
                owners == null ? visible : several(owners)));
    }

    /** Returns the owners of the rows, or null for all visible rows. */
    private @Nullable AnyOf<UserId> owners() {
        if (filter.owners().isAll()) {
            return visible.onlyOwner().map(AnyOf::one).orElse(null);
        }
        if (!(visible.scope() instanceof Scope.OwnedBy owned)) {
            return filter.owners();
        }
        var both = new HashSet<>(filter.owners().values());
        both.retainAll(owned.owners());
        return new AnyOf<>(both, filter.owners().none() && owned.unowned());
    }

    private static @Nullable Test owner(@Nullable AnyOf<UserId> owners) {
        if (owners == null || owners.size() > 1) {
            return null;
        }
        return owners.isAll() ? reference -> falseCondition() : one(owners, USERS.ID, USERS.PUBLIC_ID);
    }

    /** Several owners are like a scope. */
    private static VisibleRows several(AnyOf<UserId> owners) {
        return owners.size() > 1 ? new VisibleRows(new Scope.OwnedBy(owners.values(), owners.none())) : VisibleRows.ALL;
    }

    private static @Nullable Test sequence(AnyOf<SequenceId> sequences) {
        if (sequences.isAll()) {
            return null;
        }
        if (sequences.size() == 1) {
            return one(sequences, SEQUENCES.ID, SEQUENCES.PUBLIC_ID);
        }
        var ids = sequences.values().stream().map(SequenceId::value).sorted().toList();
        var keys = array(select(SEQUENCES.ID)
                .from(SEQUENCES)
                .where(SEQUENCES.PUBLIC_ID.eq(any(val(ids, SQLDataType.VARCHAR.array())))));
        return sequences.none()
                ? reference -> reference.eq(any(keys)).or(reference.isNull())
                : reference -> reference.eq(any(keys));
    }

    /** Returns the test of a choice with one alternative. */
    static <T extends Id> Test one(AnyOf<T> choice, TableField<?, Long> key, TableField<?, String> publicId) {
        if (choice.none()) {
            return Field::isNull;
        }
        var id = choice.values().iterator().next().value();
        var found = field(select(key).from(key.getTable()).where(publicId.eq(id)));
        return reference -> reference.eq(found);
    }

    private static <T extends Id> @Nullable Test reference(Set<T> ids, Function<T, Field<Long>> key) {
        if (ids.isEmpty()) {
            return null;
        }
        var keys = sorted(ids).stream().map(key).toList();
        return keys.size() == 1
                ? reference -> reference.eq(keys.getFirst())
                : reference -> reference.eq(any(array(keys)));
    }

    private static <T extends Id> List<T> sorted(Collection<T> ids) {
        return ids.stream().sorted(Comparator.comparing(Id::value)).toList();
    }

    private static <D, T extends Comparable<T>> List<T> values(Set<D> wanted, Function<D, T> stored, T[] all) {
        return wanted.isEmpty()
                ? List.of(all)
                : wanted.stream().map(stored).sorted().toList();
    }

    private static OutreachState state(com.grow.outreach.domain.OutreachState state) {
        return requireNonNull(OutreachState.lookupLiteral(state.value()));
    }

    private static Channel channel(com.grow.outreach.domain.Channel channel) {
        return requireNonNull(Channel.lookupLiteral(channel.value()));
    }

    /**
     * Adds the condition for the name of the person. Few people are looked up first, by the index of the parts of
     * names; otherwise each outreach is tested.
     */
    private Narrowing searched(Narrowing rows) {
        var text = filter.person();
        if (text == null) {
            return rows;
        }
        var words = WordsOfName.of(PEOPLE.NAME, text);
        var matches = TextConditions.containsWords(PEOPLE.NAME, text);
        if (words != null && words.known(dsl).atMost() > FEW_PEOPLE) {
            return rows.withWords(words);
        }
        var people = select(PEOPLE.ID)
                .from(PEOPLE)
                .where(words == null ? noCondition() : words.inIndex())
                .and(matches);
        return rows.withPeople(array(people)).gather();
    }
}
