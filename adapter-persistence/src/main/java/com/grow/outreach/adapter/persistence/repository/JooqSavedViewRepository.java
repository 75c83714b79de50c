package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.SAVED_VIEWS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.field;

import com.grow.outreach.application.port.out.SavedViewRepository;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.SavedView.Column;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The saved views in PostgreSQL, within one transaction or read.
 *
 * @param self the user who sees them, or null for a caller who is no user
 */
public record JooqSavedViewRepository(
        DSLContext dsl, @Nullable UserId self) implements SavedViewRepository {

    private static final Field<String> OWNER = field(
                    DSL.select(USERS.PUBLIC_ID).from(USERS).where(USERS.ID.eq(SAVED_VIEWS.OWNER_ID)))
            .as("owner");

    private static final List<Field<?>> FIELDS = List.of(
            SAVED_VIEWS.PUBLIC_ID, OWNER, SAVED_VIEWS.NAME, SAVED_VIEWS.QUERY, SAVED_VIEWS.COLUMNS, SAVED_VIEWS.SHARED);

    @Override
    public Page<SavedView> page(PageRequest page) {
        var items = select(isVisible())
                .orderBy(SAVED_VIEWS.NAME, SAVED_VIEWS.ID)
                .offset(page.offset())
                .limit(page.size())
                .fetch(JooqSavedViewRepository::view);
        return new Page<>(items, page, dsl.fetchCount(SAVED_VIEWS, isVisible()));
    }

    @Override
    public Optional<SavedView> find(SavedViewId id) {
        return select(isVisible().and(SAVED_VIEWS.PUBLIC_ID.eq(id.value())))
                .fetchOptional(JooqSavedViewRepository::view);
    }

    @Override
    public Optional<SavedView> lock(SavedViewId id) {
        return select(isVisible().and(SAVED_VIEWS.PUBLIC_ID.eq(id.value())))
                .forNoKeyUpdate()
                .fetchOptional(JooqSavedViewRepository::view);
    }

    @Override
    public int lockCount(@Nullable UserId owner) {
        dsl.execute("select pg_advisory_xact_lock(hashtext('saved_views'))");
        return dsl.fetchCount(SAVED_VIEWS, isOwnedBy(owner));
    }

    @Override
    public boolean isNameTaken(SavedView view) {
        return dsl.fetchExists(
                SAVED_VIEWS,
                isOwnedBy(view.owner())
                        .and(SAVED_VIEWS.NAME.eq(view.name()))
                        .and(SAVED_VIEWS.PUBLIC_ID.ne(view.id().value())));
    }

    @Override
    public boolean create(SavedView view, Instant createdAt) {
        return dsl.insertInto(SAVED_VIEWS)
                        .set(SAVED_VIEWS.PUBLIC_ID, view.id().value())
                        .set(SAVED_VIEWS.OWNER_ID, key(view.owner()))
                        .set(SAVED_VIEWS.NAME, view.name())
                        .set(SAVED_VIEWS.QUERY, view.query())
                        .set(SAVED_VIEWS.COLUMNS, columns(view))
                        .set(SAVED_VIEWS.SHARED, view.shared())
                        .set(SAVED_VIEWS.CREATED_AT, createdAt)
                        .onConflict(SAVED_VIEWS.PUBLIC_ID)
                        .doNothing()
                        .execute()
                == 1;
    }

    @Override
    public void save(SavedView view) {
        dsl.update(SAVED_VIEWS)
                .set(SAVED_VIEWS.NAME, view.name())
                .set(SAVED_VIEWS.QUERY, view.query())
                .set(SAVED_VIEWS.COLUMNS, columns(view))
                .set(SAVED_VIEWS.SHARED, view.shared())
                .where(SAVED_VIEWS.PUBLIC_ID.eq(view.id().value()).and(isVisible()))
                .execute();
    }

    @Override
    public void delete(SavedViewId id) {
        dsl.deleteFrom(SAVED_VIEWS)
                .where(SAVED_VIEWS.PUBLIC_ID.eq(id.value()).and(isVisible()))
                .execute();
    }

    private SelectConditionStep<Record> select(Condition where) {
        return dsl.select(FIELDS).from(SAVED_VIEWS).where(where);
    }

    private Condition isVisible() {
        return self == null
                ? SAVED_VIEWS.SHARED.isTrue()
                : SAVED_VIEWS.SHARED.isTrue().or(isOwnedBy(self));
    }

    private static Condition isOwnedBy(@Nullable UserId owner) {
        return owner == null ? SAVED_VIEWS.OWNER_ID.isNull() : SAVED_VIEWS.OWNER_ID.eq(key(owner));
    }

    /** Returns the key of a user; null without one or if the user does not exist. */
    private static Field<Long> key(@Nullable UserId user) {
        return field(DSL.select(USERS.ID).from(USERS).where(USERS.PUBLIC_ID.eq(user == null ? "" : user.value())));
    }

    private static String[] columns(SavedView view) {
        return view.columns().stream().map(Column::value).toArray(String[]::new);
    }

    private static SavedView view(Record row) {
        var owner = row.get(OWNER);
        return new SavedView(
                new SavedViewId(row.get(SAVED_VIEWS.PUBLIC_ID)),
                owner == null ? null : new UserId(owner),
                row.get(SAVED_VIEWS.NAME),
                row.get(SAVED_VIEWS.QUERY),
                // A column of a newer version of Grow is left out.
                Stream.of(row.get(SAVED_VIEWS.COLUMNS))
                        .flatMap(column -> Column.parse(column).stream())
                        .toList(),
                row.get(SAVED_VIEWS.SHARED));
    }
}
