package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.OwnerPolicy;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextFormat;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the owners of companies by id, e-mail address or name, in this order of precedence, or creates them. In a restricted
 * scope it finds only the owners of the scope, and creates none.
 */
final class OwnerMatcher {

    private final BulkDirectory<UserId, User> users;
    private final ContactFormats formats;
    private final OwnerPolicy policy;
    private final ImportScope scope;
    private final Map<String, Set<UserId>> matches = new HashMap<>();
    private final Map<UserId, Created<User>> created = new HashMap<>();

    OwnerMatcher(BulkDirectory<UserId, User> users, ContactFormats formats, OwnerPolicy policy, ImportScope scope) {
        this.users = users;
        this.formats = formats;
        this.policy = policy == OwnerPolicy.CREATE && scope.isRestricted() ? OwnerPolicy.REJECT : policy;
        this.scope = scope;
    }

    /** Finds the owners of contacts. They can't be deleted until the transaction ends. */
    void lock(Collection<ContactRow> contacts) {
        var texts = ContactRow.values(contacts, ContactRow::owner);
        find(NaturalKey.FOLDED_NAME, texts);
        find(NaturalKey.EMAIL, texts);
        var ids = new HashSet<UserId>();
        for (var text : texts) {
            UserId.KIND.parse(text).ifPresent(ids::add);
            if (!matches.containsKey(text)) {
                newUser(text).map(User::id).ifPresent(ids::add);
            }
        }
        matches.values().forEach(ids::addAll);
        var existing = users.existing(ids);
        for (var text : texts) {
            UserId.KIND
                    .parse(text)
                    .or(() -> matches.containsKey(text)
                            ? Optional.empty()
                            : newUser(text).map(User::id))
                    .filter(existing::contains)
                    .ifPresent(id -> matches.put(text, Set.of(id)));
        }
        matches.replaceAll(
                (text, found) -> found.stream().filter(scope::includes).collect(Collectors.toSet()));
    }

    private void find(NaturalKey key, Set<String> texts) {
        var byValue = texts.stream().collect(Collectors.groupingBy(key::normalized));
        users.matching(key, byValue.keySet())
                .forEach(
                        (value, ids) -> byValue.getOrDefault(value, List.of()).forEach(text -> matches.put(text, ids)));
    }

    /** Returns the user that an owner becomes; empty for an id and for a text that is neither an address nor a name. */
    private Optional<User> newUser(String text) {
        if (UserId.KIND.parse(text).isPresent()) {
            return Optional.empty();
        }
        if (formats.email().read(text) instanceof TextFormat.Reading.Valid email) {
            var id = UserId.KIND.derived("email " + NaturalKey.EMAIL.normalized(email.text()));
            return Optional.of(new User(id, email.text(), email.text()));
        }
        return TextField.NAME.read(text) instanceof TextFormat.Reading.Valid name
                ? Optional.of(new User(
                        UserId.KIND.derived("name " + NaturalKey.FOLDED_NAME.normalized(name.text())),
                        name.text(),
                        null))
                : Optional.empty();
    }

    /** Returns the owner of a contact's company. Empty if the row names none, or if it is skipped or rejected. */
    Optional<UserId> match(ContactRow contact) {
        var owner = contact.owner();
        if (owner == null) {
            return Optional.empty();
        }
        var ids = matches.getOrDefault(owner, Set.of());
        if (ids.size() == 1) {
            return ids.stream().findAny();
        }
        var user = ids.isEmpty() && policy == OwnerPolicy.CREATE ? newUser(owner) : Optional.<User>empty();
        if (user.isPresent()) {
            created.putIfAbsent(user.get().id(), new Created<>(user.get(), scope.createdAt()));
            return user.map(User::id);
        }
        var shown = RowReader.shown(owner);
        var reason = ids.isEmpty()
                ? "no user%s has the id, email or name '%s'"
                        .formatted(scope.isRestricted() ? " of your team" : "", shown)
                : "%d users match '%s'; give the email or the id".formatted(ids.size(), shown);
        if (policy == OwnerPolicy.SKIP) {
            contact.row().warn("owner", reason + "; imported without it");
        } else {
            contact.row()
                    .reject(
                            "owner",
                            ids.isEmpty() && !scope.isRestricted()
                                    ? reason + "; import users first, or let owners be created"
                                    : reason);
        }
        return Optional.empty();
    }

    /** Stores the new users. */
    void store(Importer.Outcome outcome) {
        users.add(created.values());
        outcome.changed(ImportKind.USERS, created.size(), 0);
    }
}
