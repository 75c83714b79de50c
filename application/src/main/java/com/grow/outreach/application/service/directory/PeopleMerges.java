package com.grow.outreach.application.service.directory;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Merges of people in one transaction. */
final class PeopleMerges {

    private PeopleMerges() {}

    /**
     * Decides merges.
     *
     * @param pairs the people to merge by pairs; each person is in one pair only
     * @param people the people; locked, unless nothing is to be stored
     * @param lock whether to lock the outreaches
     */
    static List<PersonMerge> decide(
            Repositories stored, Map<PersonId, PersonId> pairs, Map<PersonId, Person> people, boolean lock) {
        var ids = stored.merges()
                .outreachesOf(Stream.concat(pairs.keySet().stream(), pairs.values().stream())
                        .toList());
        var outreaches =
                lock ? stored.outreaches().lock(ids) : stored.outreaches().findAll(ids);
        var byPerson = byPerson(ids, outreaches);
        var merges = new ArrayList<PersonMerge>();
        pairs.forEach((from, into) -> merges.add(PersonMerge.of(
                requireNonNull(people.get(from)),
                requireNonNull(people.get(into)),
                byPerson.getOrDefault(from, List.of()),
                byPerson.getOrDefault(into, List.of()))));
        return merges;
    }

    private static Map<PersonId, List<Outreach>> byPerson(
            List<OutreachId> oldestFirst, Map<OutreachId, Outreach> outreaches) {
        var byPerson = new HashMap<PersonId, List<Outreach>>();
        for (var id : oldestFirst) {
            var outreach = outreaches.get(id);
            if (outreach != null) {
                byPerson.computeIfAbsent(outreach.personId(), none -> new ArrayList<>())
                        .add(outreach);
            }
        }
        return byPerson;
    }

    /** Stores merges of locked people and outreaches. */
    static void store(Repositories stored, List<PersonMerge> merges, Cause cause, Instant now) {
        if (merges.isEmpty()) {
            return;
        }
        stored.merges().savePeople(merges, cause, now);
        stored.outreaches()
                .saveAssigned(
                        merges.stream()
                                .flatMap(merge -> merge.enrolled().stream())
                                .toList(),
                        cause);
        for (var merge : merges) {
            merge.replaced().keySet().forEach(id -> stored.outreaches().delete(id, cause));
        }
    }
}
