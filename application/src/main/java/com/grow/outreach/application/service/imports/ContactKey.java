package com.grow.outreach.application.service.imports;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Keyed;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The position of a contact in an import, which depends only on the content of its row. It contains the parsed values, so that
 * they are parsed once. Contacts with an e-mail address come first, then those with a LinkedIn profile, so that a row that
 * gives only a name meets all people it may match.
 */
final class ContactKey {

    /** The position of rows that are unreadable or invalid. They are first, so that too many of them end an import early. */
    private static final List<@Nullable String> REJECTED = List.of();

    private static final Comparator<@Nullable String> NULLS_LAST = nullsLast(naturalOrder());

    static final Comparator<Keyed> ORDER = comparing(Keyed::sortValues, (one, other) -> compare(one, other, NULLS_LAST))
            .thenComparing(Keyed::file)
            .thenComparingLong(Keyed::line);

    /** The number of values of a row without warnings. */
    private static final int PARSED = 11;

    private ContactKey() {}

    /** Compares lists of values, the first value first. */
    static int compare(List<@Nullable String> one, List<@Nullable String> other, Comparator<@Nullable String> order) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int result = order.compare(one.get(i), other.get(i));
            if (result != 0) {
                return result;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** Adds the position to a row of a file. */
    static Keyed of(String file, Item item, ContactFormats formats, boolean strict) {
        var contact = RowReader.of(file, item, new ArrayList<>())
                .map(row -> ContactRow.parse(row, formats, strict))
                .filter(parsed -> parsed.row().isValid());
        return new Keyed(file, contact.map(ContactKey::values).orElse(REJECTED), item);
    }

    private static List<@Nullable String> values(ContactRow contact) {
        var data = contact.data();
        var values = new ArrayList<@Nullable String>(PARSED + 1);
        values.add(data.email() == null ? null : NaturalKey.EMAIL.normalized(data.email()));
        values.add(data.linkedinUrl());
        values.add(data.phone());
        values.add(contact.name());
        values.add(contact.company());
        values.add(contact.domain());
        values.add(contact.title());
        values.add(contact.owner());
        values.add(contact.optOuts().stream().sorted().map(Channel::name).collect(Collectors.joining(" ")));
        values.add(contact.sharedHost() ? "shared host" : null);
        values.add(data.email());
        if (!contact.row().warnings().isEmpty()) {
            values.add("warnings");
        }
        return values;
    }

    /** Returns the parsed values of a row; empty if it has to be parsed again for its errors and warnings. */
    static Optional<ContactRow> parsed(Keyed keyed) {
        var values = keyed.sortValues();
        if (values.size() != PARSED || !(keyed.item() instanceof Row row)) {
            return Optional.empty();
        }
        return Optional.of(new ContactRow(
                RowReader.ofValid(keyed.file(), row),
                values.get(3),
                values.get(6),
                new ContactData(values.get(10), values.get(2), values.get(1)),
                channels(String.valueOf(values.get(8))),
                String.valueOf(values.get(4)),
                values.get(5),
                values.get(9) != null,
                values.get(7)));
    }

    private static Set<Channel> channels(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(" ")).map(Channel::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the normalized e-mail address of a contact; null if it has none or if this is not the position of a contact. */
    static @Nullable String email(@Nullable Item item) {
        return item instanceof Keyed keyed && keyed.sortValues().size() >= PARSED
                ? keyed.sortValues().get(0)
                : null;
    }

    /** Returns the position of the company of a valid row; empty for a rejected one. */
    static Optional<Keyed> ofCompany(Keyed contact) {
        var values = contact.sortValues();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(CompanyKey.of(String.valueOf(values.get(4)), values.get(5)));
    }
}
