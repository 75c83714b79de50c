package com.grow.outreach.application.port.out;

import com.grow.outreach.application.port.out.BookOfBusiness.Entry;
import com.grow.outreach.domain.Channel;
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

/** Builds a book of business for a test: what isn't said gets a believable default, what isn't there yet is made. */
public final class TestBook {

    /** When the first outreach was opened; each one after it a minute later. */
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Map<UserId, User> users = new LinkedHashMap<>();
    private final Map<CompanyId, Company> companies = new LinkedHashMap<>();
    private final Map<PersonId, Person> people = new LinkedHashMap<>();
    private final Map<SequenceId, Sequence> sequences = new LinkedHashMap<>();
    private final Map<OutreachId, Entry> outreaches = new LinkedHashMap<>();

    public TestBook user(String id, String name) {
        var userId = new UserId(id);
        users.put(userId, new User(userId, name, id + "@grow.example"));
        return this;
    }

    public TestBook company(String id, String name, @Nullable String ownerId) {
        if (ownerId != null && !users.containsKey(new UserId(ownerId))) {
            user(ownerId, "User " + ownerId);
        }
        var companyId = new CompanyId(id);
        companies.put(companyId, new Company(companyId, name, ownerId == null ? null : new UserId(ownerId)));
        return this;
    }

    public TestBook person(String id, String companyId) {
        if (!companies.containsKey(new CompanyId(companyId))) {
            company(companyId, "Company " + companyId, null);
        }
        var personId = new PersonId(id);
        people.put(
                personId,
                new Person(
                        personId,
                        "Person " + id,
                        new CompanyId(companyId),
                        id + "@company.example",
                        "+15550100",
                        null));
        return this;
    }

    public TestBook sequence(String id, String name) {
        var sequenceId = new SequenceId(id);
        sequences.put(sequenceId, new Sequence(sequenceId, name));
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

    /** An outreach that was opened and then went through these states, a minute apart. */
    public TestBook outreachThrough(String id, OutreachState... states) {
        outreach(id, OutreachState.NEW);
        var history = new ArrayList<Transition>();
        for (var state : states) {
            outreaches.computeIfPresent(new OutreachId(id), (key, entry) -> {
                var when = entry.createdAt().plus(Duration.ofMinutes(history.size() + 1L));
                var moved = (Moved) entry.outreach().transitionTo(state, when);
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
