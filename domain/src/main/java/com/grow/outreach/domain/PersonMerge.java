package com.grow.outreach.domain;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A merge of one person into another. The other keeps their id, name and company, gets missing data and all opt-outs, and
 * takes over the outreaches. Two outreaches on one channel both stay, unless one of them never moved: that one is replaced
 * by the other.
 *
 * <p>API documentation: {@code POST /api/people/:id/merge}.
 *
 * @param from the person that is merged, as before the merge
 * @param into the other person, as after the merge
 * @param moved the outreaches that change their person, as before the merge
 * @param replaced the outreach that replaces each one that never moved
 * @param enrolled the outreaches that take over the sequence of one that they replace, as after the merge
 */
public record PersonMerge(
        Person from, Person into, List<Outreach> moved, Map<OutreachId, OutreachId> replaced, List<Outreach> enrolled) {

    public PersonMerge {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(into, "into");
        moved = List.copyOf(Objects.requireNonNull(moved, "moved"));
        replaced = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(replaced, "replaced")));
        enrolled = List.copyOf(Objects.requireNonNull(enrolled, "enrolled"));
    }

    /**
     * Decides what a merge changes.
     *
     * @param from the person to merge
     * @param into the other person
     * @param fromOutreaches the outreaches to the person, oldest first
     * @param intoOutreaches the outreaches to the other person, oldest first
     * @throws IllegalArgumentException if both are the same person
     */
    public static PersonMerge of(
            Person from, Person into, Collection<Outreach> fromOutreaches, Collection<Outreach> intoOutreaches) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(into, "into");
        Objects.requireNonNull(fromOutreaches, "fromOutreaches");
        Objects.requireNonNull(intoOutreaches, "intoOutreaches");
        if (from.id().equals(into.id())) {
            throw new IllegalArgumentException(from.id() + " can't be merged into itself");
        }
        var replaced = new LinkedHashMap<OutreachId, OutreachId>();
        var enrolled = new ArrayList<Outreach>();
        for (var channel : Channel.values()) {
            replace(on(channel, fromOutreaches), on(channel, intoOutreaches), replaced, enrolled);
        }
        var moved = fromOutreaches.stream()
                .filter(outreach -> !replaced.containsKey(outreach.id()))
                .toList();
        return new PersonMerge(from, completed(from, into), moved, replaced, enrolled);
    }

    /** Adds the outreaches on one channel that the merge replaces. */
    private static void replace(
            List<Outreach> from, List<Outreach> into, Map<OutreachId, OutreachId> replaced, List<Outreach> enrolled) {
        var movedFrom = from.stream().filter(PersonMerge::hasMoved).toList();
        var staying = movedFrom.isEmpty()
                ? into
                : into.stream().filter(PersonMerge::hasMoved).toList();
        if (!movedFrom.isEmpty()) {
            replaceAll(without(into, staying), movedFrom.get(0), replaced, enrolled);
        }
        if (!staying.isEmpty()) {
            var kept =
                    staying.stream().filter(PersonMerge::hasMoved).findFirst().orElse(staying.get(0));
            replaceAll(without(from, movedFrom), kept, replaced, enrolled);
        }
    }

    private static void replaceAll(
            List<Outreach> unmoved, Outreach kept, Map<OutreachId, OutreachId> replaced, List<Outreach> enrolled) {
        unmoved.forEach(outreach -> replaced.put(outreach.id(), kept.id()));
        if (kept.sequenceId().isEmpty()) {
            unmoved.stream()
                    .flatMap(outreach -> outreach.sequenceId().stream())
                    .findFirst()
                    .ifPresent(sequence -> enrolled.add(kept.assignedTo(sequence)));
        }
    }

    private static List<Outreach> on(Channel channel, Collection<Outreach> outreaches) {
        return outreaches.stream()
                .filter(outreach -> outreach.channel() == channel)
                .toList();
    }

    private static boolean hasMoved(Outreach outreach) {
        return outreach.lastSortKey() > 0;
    }

    private static List<Outreach> without(List<Outreach> all, List<Outreach> some) {
        return all.stream().filter(outreach -> !some.contains(outreach)).toList();
    }

    private static Person completed(Person from, Person into) {
        var known = into.completedBy(from.contactData());
        return new Person(
                known.id(),
                known.name(),
                known.title() == null ? from.title() : known.title(),
                known.companyId(),
                known.email(),
                known.phone(),
                known.linkedinUrl(),
                union(known.optOuts(), from.optOuts()));
    }

    private static Set<Channel> union(Set<Channel> one, Set<Channel> other) {
        return Stream.concat(one.stream(), other.stream())
                .collect(collectingAndThen(
                        toCollection(() -> EnumSet.noneOf(Channel.class)), Collections::unmodifiableSet));
    }
}
