package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.OutreachUseCases;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Transition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The use cases over an in-memory storage with a fixed clock.
 *
 * @param storage the storage
 * @param the use cases
 * @param allFailing the use cases over a storage that fails after its first write
 */
public record TestGrow(InMemoryStorage storage, UseCases all, UseCases allFailing) {

    public static final Instant NOW = Instant.parse("2026-04-01T12:34:56.789012Z");

    public static TestGrow with(TestBook book) {
        var storage = InMemoryStorage.of(book.build());
        var clock = InstantSource.fixed(NOW);
        return new TestGrow(
                storage,
                Services.over(storage, clock, new Random(1)),
                Services.over(new FailingTransactions(storage), clock, new Random(1)));
    }

    public OutreachUseCases use() {
        return all.outreaches();
    }

    public OutreachUseCases useFailing() {
        return allFailing.outreaches();
    }

    public Outreach outreach(String id) {
        return storage.read(stored -> stored.outreaches().find(new OutreachId(id)))
                .orElseThrow();
    }

    public List<Transition> history(String id) {
        return storage.history(new OutreachId(id));
    }

    public static OutreachBatch batch(String... ids) {
        return OutreachBatch.of(Stream.of(ids).map(OutreachId::new).toList());
    }
}
