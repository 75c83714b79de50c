package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.MERGED_COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.MERGED_PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.PersonId;
import org.jooq.Field;
import org.jooq.TableField;

/** The key of a person or a company, by their id or by the id of one that was merged into them. */
public final class CurrentKey {

    private CurrentKey() {}

    public static Field<Long> of(PersonId id) {
        return coalesce(
                key(PEOPLE.ID, PEOPLE.PUBLIC_ID, id), key(MERGED_PEOPLE.PERSON_ID, MERGED_PEOPLE.PUBLIC_ID, id));
    }

    public static Field<Long> of(CompanyId id) {
        return coalesce(
                key(COMPANIES.ID, COMPANIES.PUBLIC_ID, id),
                key(MERGED_COMPANIES.COMPANY_ID, MERGED_COMPANIES.PUBLIC_ID, id));
    }

    private static Field<Long> key(TableField<?, Long> key, TableField<?, String> publicId, Id id) {
        return field(select(key).from(key.getTable()).where(publicId.eq(id.value())));
    }
}
