package com.grow.outreach.application.service.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.TestFile;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowGroupsTest {

    private static final String MILLION = "x".repeat(1_000_000);

    private static TestFile file(ImportKind kind, String header, Stream<String> rows) {
        return new TestFile(kind, Stream.concat(Stream.of(header), rows).toList());
    }

    @Test
    void a_chunk_of_long_rows_has_few_rows() {
        var rows = file(
                ImportKind.PEOPLE, "id|title", IntStream.range(0, 20).mapToObj(i -> "per_%d|%s".formatted(i, MILLION)));

        try (var groups = new RowGroups(rows.open(), null, () -> false, InstantSource.fixed(Instant.EPOCH))) {
            assertThat(groups.next(10_000)).hasSize(8);
            assertThat(groups.next(10_000)).hasSize(8);
            assertThat(groups.next(10_000)).hasSize(4);
            assertThat(groups.next(10_000)).isEmpty();
        }
    }

    @Test
    void contacts_with_the_same_email_address_are_in_the_same_chunk() {
        var emails = Stream.of("a", "b", "b", "b", "c", null, null, null).map(email -> contact(email));
        var rows = new RecordsOf(emails.iterator());

        try (var groups = new RowGroups(rows, null, () -> false, InstantSource.fixed(Instant.EPOCH))) {
            assertThat(groups.next(2)).hasSize(4);
            assertThat(groups.next(2)).hasSize(2);
            assertThat(groups.read()).isEqualTo(6);
            assertThat(groups.next(2)).hasSize(2);
            assertThat(groups.next(2)).isEmpty();
        }
    }

    @Test
    void many_contacts_with_the_same_email_address_are_in_several_chunks() {
        var rows = new RecordsOf(Stream.generate(() -> contact("a")).limit(9).iterator());

        try (var groups = new RowGroups(rows, null, () -> false, InstantSource.fixed(Instant.EPOCH))) {
            assertThat(groups.next(3)).hasSize(6);
            assertThat(groups.next(3)).hasSize(3);
        }
    }

    private static Item contact(@Nullable String email) {
        var cells = new HashMap<String, @Nullable String>();
        cells.put("person", "Ann");
        cells.put("company", "Acme");
        cells.put("email", email == null ? null : email + "@x.example");
        return ContactKey.of(
                "contacts.csv", new Row(1, cells), new ContactFormats(new BundledContactStandards()), false);
    }

    private record RecordsOf(Iterator<Item> items) implements Records {

        @Override
        public @Nullable Item next() {
            return items.hasNext() ? items.next() : null;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void the_window_holds_few_long_rows_of_histories() {
        var outreaches =
                file(ImportKind.OUTREACHES, "id", IntStream.range(0, 30).mapToObj(i -> "out_" + i));
        var histories = file(
                ImportKind.TRANSITIONS,
                "outreach_id|reason",
                IntStream.range(0, 30).map(i -> 29 - i).mapToObj(i -> "out_%d|%s".formatted(i, MILLION)));

        try (var groups =
                new RowGroups(outreaches.open(), histories.open(), () -> false, InstantSource.fixed(Instant.EPOCH))) {
            var unread = groups.next(21);
            assertThat(unread)
                    .hasSize(21)
                    .allSatisfy(group -> assertThat(group.history()).isEmpty());
            assertThat(groups.next(1).get(0).history()).isEmpty();
            assertThat(groups.next(1).get(0).history()).hasSize(1);
        }
    }

    @Test
    void groups_after_skipping_are_the_same_as_without_an_interruption() {
        var outreaches =
                file(ImportKind.OUTREACHES, "id", IntStream.range(0, 50).mapToObj(i -> "out_" + i));
        // Swapped in pairs, with two rows each, one without an outreach between them, and one in two places.
        var histories = file(
                ImportKind.TRANSITIONS,
                "outreach_id|sort_key",
                IntStream.range(0, 50)
                        .map(i -> i ^ 1)
                        .mapToObj(i -> "out_" + i)
                        .flatMap(id ->
                                Stream.of(id + "|10", id + "|20", id.equals("out_7") ? "out_99|10" : id + "|30")));
        var whole = new ArrayList<List<Item>>();
        var breaks = new ArrayList<long[]>();
        try (var groups =
                new RowGroups(outreaches.open(), histories.open(), () -> false, InstantSource.fixed(Instant.EPOCH))) {
            for (var next = groups.next(1); !next.isEmpty(); next = groups.next(1)) {
                whole.add(items(next.get(0)));
                breaks.add(new long[] {groups.read(), groups.historyRead()});
            }
        }
        assertThat(whole).hasSize(51);

        for (int done = 1; done <= whole.size(); done++) {
            var left = new ArrayList<List<Item>>();
            try (var groups = new RowGroups(
                    outreaches.open(), histories.open(), () -> false, InstantSource.fixed(Instant.EPOCH))) {
                groups.skip(breaks.get(done - 1)[0], breaks.get(done - 1)[1]);
                for (var next = groups.next(1); !next.isEmpty(); next = groups.next(1)) {
                    left.add(items(next.get(0)));
                }
            }
            assertThat(left).isEqualTo(whole.subList(done, whole.size()));
        }
    }

    private static List<Item> items(RowGroup group) {
        return Stream.concat(Stream.ofNullable(group.row()), group.history().stream())
                .toList();
    }
}
