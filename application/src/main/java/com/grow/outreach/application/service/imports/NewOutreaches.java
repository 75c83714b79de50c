package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Opening;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens outreaches to people who have none on a channel and have not opted out of it. */
final class NewOutreaches {

    private final BookRepository.Outreaches outreaches;
    private final Instant now;
    private final Map<PersonId, Map<Channel, Set<OutreachId>>> existing = new HashMap<>();
    private final List<Entry> opened = new ArrayList<>();

    NewOutreaches(BookRepository.Outreaches outreaches, Instant now) {
        this.outreaches = outreaches;
        this.now = now;
    }

    /** Loads the outreaches that people have. */
    void load(Collection<PersonId> people) {
        existing.putAll(outreaches.ofPeople(people));
    }

    /** Opens an outreach on each of the channels where possible; returns whether it opened one. */
    boolean open(Person person, Set<Channel> channels) {
        boolean opens = false;
        var ofPerson = existing.computeIfAbsent(person.id(), none -> new EnumMap<>(Channel.class));
        for (var channel : channels) {
            var id = new OutreachKey(person.id(), channel).derivedId();
            var onChannel = ofPerson.computeIfAbsent(channel, none -> new HashSet<>());
            if (Outreach.open(id, channel, person, onChannel) instanceof Opening.Opened result) {
                opened.add(new Entry(result.outreach(), now, List.of()));
                onChannel.add(id);
                opens = true;
            }
        }
        return opens;
    }

    void store(Importer.Outcome outcome) {
        outreaches.add(opened);
        outcome.changed(ImportKind.OUTREACHES, opened.size(), 0);
    }
}
