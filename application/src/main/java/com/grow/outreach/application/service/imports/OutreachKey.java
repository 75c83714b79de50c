package com.grow.outreach.application.service.imports;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import java.util.Optional;

/** The natural key of an outreach: its person and its channel. */
record OutreachKey(PersonId person, Channel channel) {

    static OutreachKey of(Outreach outreach) {
        return new OutreachKey(outreach.personId(), outreach.channel());
    }

    /** Returns the key of a row without an id; empty if the row has an id or the key is incomplete. */
    static Optional<OutreachKey> of(RowReader row) {
        var person = row.raw("id") == null ? row.raw("person_id") : null;
        var channel = row.raw("channel");
        return person == null || channel == null
                ? Optional.empty()
                : PersonId.KIND
                        .parse(person)
                        .flatMap(id -> Channel.parse(channel).map(parsed -> new OutreachKey(id, parsed)));
    }

    /** Returns the id of a new outreach with this key. */
    OutreachId derivedId() {
        return OutreachId.KIND.derived(person.value() + " " + channel.value());
    }
}
