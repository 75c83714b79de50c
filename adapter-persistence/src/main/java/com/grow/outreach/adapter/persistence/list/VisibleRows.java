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
import org.jooq.Condition;
import org.jooq.Field;
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

    private static Field<Long[]> owners(Scope.OwnedBy owned) {
        return array(select(USERS.ID).from(USERS).where(USERS.PUBLIC_ID.eq(any(ids(owned)))));
    }
}
