package com.grow.outreach.application.service.imports;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.Records.Keyed;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.NaturalKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The position of a company that contacts name: by name, without a domain first. A company whose name occurs both with and
 * without domains is imported before all contacts, so that those without a domain meet all companies of the name.
 */
final class CompanyKey {

    static final Comparator<Keyed> ORDER =
            comparing(Keyed::sortValues, (one, other) -> ContactKey.compare(one, other, nullsFirst(naturalOrder())));

    /** The number of values. No contact has as many. */
    private static final int SIZE = 3;

    private static final Row NO_ROW = new Row(0, Map.of());

    private CompanyKey() {}

    static Keyed of(String name, @Nullable String domain) {
        return new Keyed("", Arrays.asList(NaturalKey.FOLDED_NAME.normalized(name), domain, name), NO_ROW);
    }

    /** Returns the company as a contact without a person; empty for the position of a contact. */
    static Optional<ContactRow> company(Keyed keyed) {
        var values = keyed.sortValues();
        return values.size() != SIZE
                ? Optional.empty()
                : Optional.of(new ContactRow(
                        RowReader.ofValid("", NO_ROW),
                        null,
                        null,
                        ContactData.NONE,
                        Set.of(),
                        String.valueOf(values.get(2)),
                        values.get(1),
                        false,
                        null));
    }

    /**
     * Returns the companies with a domain whose name also occurs without one.
     *
     * @param sorted companies in order
     */
    static Records withAndWithoutDomain(Records sorted) {
        return new Records() {

            private @Nullable String nameWithoutDomain;
            private List<@Nullable String> before = List.of();

            @Override
            public @Nullable Item next() {
                for (var item = sorted.next(); item != null; item = sorted.next()) {
                    var values = ((Keyed) item).sortValues();
                    boolean repeated = values.equals(before);
                    before = values;
                    if (values.get(1) == null) {
                        nameWithoutDomain = values.get(0);
                    } else if (!repeated && String.valueOf(values.get(0)).equals(nameWithoutDomain)) {
                        return item;
                    }
                }
                return null;
            }

            @Override
            public void close() {
                sorted.close();
            }
        };
    }
}
