package com.grow.outreach.application.port.out;

import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A builder of test data. Unspecified fields get plausible defaults, and missing references are created. */
public final class TestBook {

    /** The creation time of the first outreach. Each further one is a minute later. */
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Map<UserId, Created<User>> users = new LinkedHashMap<>();
    private final Map<CompanyId, Created<Company>> companies = new LinkedHashMap<>();
    private final Map<PersonId, Created<Person>> people = new LinkedHashMap<>();
    private final Map<SequenceId, Created<Sequence>> sequences = new LinkedHashMap<>();
    private final Map<OutreachId, Entry> outreaches = new LinkedHashMap<>();

    public TestBook user(String id, String name) {
        var userId = new UserId(id);
        return user(new User(userId, name, id + "@grow.example"), START);
    }

    public TestBook user(User user, Instant createdAt) {
        users.put(user.id(), new Created<>(user, createdAt));
        return this;
    }

    public TestBook company(String id, String name, @Nullable String ownerId) {
        if (ownerId != null && !users.containsKey(new UserId(ownerId))) {
            user(ownerId, "User " + ownerId);
        }
        var companyId = new CompanyId(id);
        return company(Company.named(companyId, name, ownerId == null ? null : new UserId(ownerId)), START);
    }

    public TestBook company(Company company, Instant createdAt) {
        companies.put(company.id(), new Created<>(company, createdAt));
        return this;
    }

    public TestBook person(String id, String companyId) {
        if (!companies.containsKey(new CompanyId(companyId))) {
            company(companyId, "Company " + companyId, null);
        }
        var personId = new PersonId(id);
        return person(
                new Person(
                        personId,
                        "Person " + id,
                        "Buyer",
                        new CompanyId(companyId),
                        id + "@company.example",
                        "+15550100",
                        null),
                START);
    }

    public TestBook person(Person person, Instant createdAt) {
        people.put(person.id(), new Created<>(person, createdAt));
        return this;
    }

    public TestBook sequence(String id, String name) {
        var sequenceId = new SequenceId(id);
        return sequence(new Sequence(sequenceId, name), START);
    }

    public TestBook sequence(Sequence sequence, Instant createdAt) {
        sequences.put(sequence.id(), new Created<>(sequence, createdAt));
        return this;
    }

    public TestBook outreach(String id) {
        return outreach(id, "per_1", Channel.EMAIL, OutreachState.READY, null);
    }

    public TestBook outreach(String id, OutreachState state) {
        return outreach(id, "per_1", Channel.EMAIL, state, null);
    }

    public TestBook outreach(
            String id, String personId, Channel channel, OutreachState state, @Nullable String sequenceId) {
        return outreach(id, personId, channel, state, sequenceId, START.plus(Duration.ofMinutes(outreaches.size())));
    }

    @SuppressWarnings("TooManyParameters")
    public TestBook outreach(
            String id,
            String personId,
            Channel channel,
            OutreachState state,
            @Nullable String sequenceId,
            Instant createdAt) {
        if (!people.containsKey(new PersonId(personId))) {
            person(personId, "com_1");
        }
        if (sequenceId != null && !sequences.containsKey(new SequenceId(sequenceId))) {
            sequence(sequenceId, "Sequence " + sequenceId);
        }
        var outreach = Outreach.restore(
                new OutreachId(id),
                channel,
                new PersonId(personId),
                sequenceId == null ? null : new SequenceId(sequenceId),
                state,
                0);
        outreaches.put(outreach.id(), new Entry(outreach, createdAt, List.of()));
        return this;
    }

    /** Adds an outreach that went through these states, a minute apart. */
    public TestBook outreachThrough(String id, OutreachState... states) {
        outreach(id, OutreachState.NEW);
        var history = new ArrayList<Transition>();
        for (var state : states) {
            outreaches.computeIfPresent(new OutreachId(id), (key, entry) -> {
                var when = entry.createdAt().plus(Duration.ofMinutes(history.size() + 1L));
                var moved = (Moved) entry.outreach().transitionTo(state, Circumstances.at(when));
                history.add(moved.transition());
                return new Entry(moved.outreach(), entry.createdAt(), history);
            });
        }
        return this;
    }

    public BookOfBusiness build() {
        return new BookOfBusiness(
                List.copyOf(users.values()),
                List.copyOf(companies.values()),
                List.copyOf(people.values()),
                List.copyOf(sequences.values()),
                List.copyOf(outreaches.values()));
    }
}
