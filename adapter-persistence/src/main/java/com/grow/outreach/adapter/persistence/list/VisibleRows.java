package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Scope;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * The conditions for the rows that a scope includes. For {@link Scope#EVERYTHING} they are empty, so that the SQL does
 * not change.
 */
public record VisibleRows(Scope scope) {

    /** All rows. */
    public static final VisibleRows ALL = new VisibleRows(Scope.EVERYTHING);

    /** Returns whether the scope includes all rows. */
    public boolean all() {
        return scope instanceof Scope.Everything;
    }

    /** Returns the condition for {@code companies}. */
    public Condition companies() {
        return ownedBy(COMPANIES.OWNER_ID);
    }

    /** Returns the condition for {@code people}. */
    public Condition people() {
        return ofCompany(PEOPLE.COMPANY_ID);
    }

    /** Returns the condition for {@code outreaches}. */
    public Condition outreaches() {
        return ownedBy(OUTREACHES.OWNER_ID);
    }

    /** Returns the condition for rows that refer to a company. */
    private Condition ofCompany(Field<Long> company) {
        return all()
                ? noCondition()
                : company.in(select(COMPANIES.ID).from(COMPANIES).where(companies()));
    }

    /** Returns the condition for rows that refer to an owner. */
    public Condition ownedBy(Field<Long> owner) {
        return switch (scope) {
            case Scope.Everything _ -> noCondition();
            case Scope.OwnedBy owned
            when owned.unowned() -> owner.eq(any(owners(owned))).or(owner.isNull());
            case Scope.OwnedBy owned -> owner.eq(any(owners(owned)));
        };
    }

    /** Returns the condition for rows that name the public id of the user who created them. */
    public Condition createdBy(Field<String> creator) {
        return switch (scope) {
            case Scope.Everything _ -> noCondition();
            case Scope.OwnedBy owned -> creator.eq(any(ids(owned)));
        };
    }

    private static Field<String[]> ids(Scope.OwnedBy owned) {
        return val(owned.owners().stream().map(UserId::value).sorted().toList(), SQLDataType.VARCHAR.array());
    }

    /** Returns the only owner of all visible rows, or empty if there are several, or rows without one. */
    Optional<UserId> onlyOwner() {
        return scope instanceof Scope.OwnedBy owned && owned.owners().size() == 1 && !owned.unowned()
                ? owned.owners().stream().findAny()
                : Optional.empty();
    }

    /** Returns the query for the keys of the owners of visible rows, none of which has all rows. */
    Select<Record1<Long>> ownerKeys() {
        return select(USERS.ID).from(USERS).where(USERS.PUBLIC_ID.eq(any(ids((Scope.OwnedBy) scope))));
    }

    /** Returns the number of owners of visible rows, with one more for the rows without an owner. */
    int ownerCount() {
        var owned = (Scope.OwnedBy) scope;
        return owned.owners().size() + (owned.unowned() ? 1 : 0);
    }

    private static Field<Long[]> owners(Scope.OwnedBy owned) {
        return array(select(USERS.ID).from(USERS).where(USERS.PUBLIC_ID.eq(any(ids(owned)))));
    }
}
