package com.grow.outreach.adapter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.Records.Broken;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Keyed;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.application.port.out.file.RowSorter;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSorterTest {

    private static final Comparator<Keyed> ORDER =
            Comparator.comparing(row -> requireNonNull(row.sortValues().get(0)));

    @TempDir
    Path directory;

    private RowSorter.Runs begin(FreeSpace space) {
        return new DiskSorter(directory, space).begin(ORDER);
    }

    private static List<Item> sorted(RowSorter.Runs runs) {
        var all = new ArrayList<Item>();
        try (var rows = runs.merged()) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }

    private static Keyed row(String key, @Nullable String value) {
        var values = new HashMap<String, @Nullable String>();
        values.put("person", value);
        values.put("email", null);
        return new Keyed("a.csv", Arrays.asList(key, null), new Row(3, 5, values));
    }

    @Test
    void returns_the_rows_of_several_runs_as_they_were() {
        var runs = begin(FreeSpace.UNKNOWN);
        var broken = new Keyed("b.csv", List.of("c"), new Broken(7, null, "is \u4e2d\u6587"));
        var surrogate = row("b", "half \uD83D, caf\u00e9");
        var large = row("d", "\u00fc\u4e2d".repeat(500_000));
        runs.add(List.of(row("a", ""), broken));
        runs.add(List.of(surrogate, large));
        runs.add(List.of(row("e", null)));

        assertThat(sorted(runs)).containsExactly(row("a", ""), surrogate, broken, large, row("e", null));
    }

    @Test
    void sorts_more_runs_than_it_merges_at_a_time() {
        var runs = begin(FreeSpace.UNKNOWN);
        var random = new Random(1);
        var expected = new ArrayList<String>();
        for (int i = 0; i < 1_203; i++) {
            var key = "%08d".formatted(random.nextInt(100_000_000));
            expected.add(key);
            runs.add(List.of(row(key, "x")));
        }

        expected.sort(Comparator.naturalOrder());
        assertThat(sorted(runs))
                .extracting(item -> ((Keyed) item).sortValues().get(0))
                .isEqualTo(expected);
    }

    @Test
    void leaves_no_file_behind() throws Exception {
        var runs = begin(FreeSpace.UNKNOWN);
        runs.add(List.of(row("a", "x")));

        sorted(runs);

        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void does_not_fill_the_disk() {
        try (var runs = begin(() -> 1_000)) {
            assertThatThrownBy(() -> runs.add(List.of(row("a", "x"))))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("not enough free disk space");
        }
    }
}
