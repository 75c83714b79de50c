package com.grow.outreach.adapter.persistence.list;

import com.grow.outreach.application.port.out.DirectoryRepository;
import com.grow.outreach.domain.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * The entries of a table that all callers see, within one transaction or read.
 *
 * @param <I> the type of the ids
 * @param <T> the type of the entries
 * @param <Q> the type of the queries for a page of the list
 */
public abstract class RowsRepository<I extends Id, T, Q> implements DirectoryRepository<I, T, Q> {

    private final DirectoryList.Rows<T> rows;
    private final Function<T, I> id;
    private final DSLContext dsl;

    /**
     * Creates the repository.
     *
     * @param rows the table and how to read it
     * @param id returns the id of an entry
     */
    protected RowsRepository(DirectoryList.Rows<T> rows, Function<T, I> id, DSLContext dsl) {
        this.rows = rows;
        this.id = id;
        this.dsl = dsl;
    }

    /** Returns the transaction or read. */
    protected final DSLContext dsl() {
        return dsl;
    }

    /** Returns the key of an existing row. */
    protected final long key(I of) {
        return rows.key(of, dsl);
    }

    /** Returns the row of an entry, without its keys and its creation time. */
    protected abstract Record row(T entry);

    @Override
    public final Optional<T> find(I of) {
        return rows.find(of, dsl);
    }

    @Override
    public final Map<I, T> findAll(Collection<I> ids) {
        return rows.findAll(ids, id, dsl);
    }

    @Override
    public final Optional<T> lock(I of) {
        return rows.lock(of, dsl);
    }

    @Override
    public boolean create(T entry, Instant createdAt) {
        return rows.create(id.apply(entry), row(entry), createdAt, dsl);
    }

    @Override
    public void save(T entry) {
        rows.save(id.apply(entry), row(entry), dsl);
    }

    @Override
    public final void delete(I of) {
        rows.delete(of, dsl);
    }
}
