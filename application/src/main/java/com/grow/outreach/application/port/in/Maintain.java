package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Id;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Use cases: create, change and delete a company; and likewise a person, a sequence or a user.
 *
 * <p>API documentation: {@code POST /api/companies}, {@code PATCH /api/companies/:id}, {@code DELETE /api/companies/:id},
 * and the same of {@code /api/people}, {@code /api/sequences} and {@code /api/users}.
 *
 * @param <I> the ids of what is maintained
 * @param <T> what is maintained
 */
public interface Maintain<I extends Id, T> {

    /**
     * Creates one.
     *
     * @param id the id that it is to have, or null for a new one
     * @param thing makes it, given its id
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Creation<T> create(@Nullable I id, Function<I, T> thing);

    /**
     * Changes one. Whatever follows from it for outreaches, so that a company has got another owner, is true of them from
     * the same moment on.
     *
     * @param change what becomes of it; its id stays
     * @param expected what must be true of it right before it changes; see {@link Update.NotAsExpected}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Update<T> update(I id, UnaryOperator<T> change, Predicate<T> expected);

    /**
     * Deletes one, if nothing depends on it.
     *
     * @param expected what must be true of it right before it is deleted; see {@link Deletion.NotAsExpected}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Deletion delete(I id, Predicate<T> expected);
}
