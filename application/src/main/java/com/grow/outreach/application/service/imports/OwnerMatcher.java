package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the owners of companies by id, e-mail address or name, in this order of precedence. */
final class OwnerMatcher {

    private final BulkDirectory<UserId, User> users;
    private final Map<String, Set<UserId>> matches = new HashMap<>();

    OwnerMatcher(BulkDirectory<UserId, User> users) {
        this.users = users;
    }

    /** Finds the owners of contacts. They can't be deleted until the transaction ends. */
    void lock(Collection<ContactRow> contacts) {
        var texts = ContactRow.values(contacts, ContactRow::owner);
        matches.putAll(users.matching(NaturalKey.NAME, texts));
        var addresses = texts.stream().collect(Collectors.groupingBy(NaturalKey.EMAIL::normalized));
        users.matching(NaturalKey.EMAIL, addresses.keySet())
                .forEach((address, ids) ->
                        addresses.getOrDefault(address, List.of()).forEach(text -> matches.put(text, ids)));
        var ids =
                texts.stream().map(UserId.KIND::parse).flatMap(Optional::stream).toList();
        users.existing(ids).forEach(id -> matches.put(id.value(), Set.of(id)));
        users.existing(matches.values().stream().flatMap(Set::stream).toList());
    }

    /** Returns the owner of a contact's company. Empty if the row names none, or if it is rejected. */
    Optional<UserId> match(ContactRow contact) {
        var owner = contact.owner();
        if (owner == null) {
            return Optional.empty();
        }
        var ids = matches.getOrDefault(owner, Set.of());
        if (ids.isEmpty()) {
            contact.row()
                    .reject(
                            "owner",
                            "no user has the id, email or name '%s'; import users first"
                                    .formatted(RowReader.shown(owner)));
        } else if (ids.size() > 1) {
            contact.row()
                    .reject(
                            "owner",
                            "%d users match '%s'; give the email or the id"
                                    .formatted(ids.size(), RowReader.shown(owner)));
        }
        return ids.size() == 1 ? ids.stream().findAny() : Optional.empty();
    }
}
