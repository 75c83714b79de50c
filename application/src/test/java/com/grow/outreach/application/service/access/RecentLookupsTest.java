package com.grow.outreach.application.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.access.AccessChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecentLookupsTest {

    private OptionalLong version = OptionalLong.of(1);
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private String stored = "admin";

    private final RecentLookups<String, String> lookups = new RecentLookups<>(() -> version, () -> now);

    private Optional<String> find() {
        return lookups.find("token", () -> Optional.of(stored));
    }

    @Test
    void what_was_found_is_known_until_a_change() {
        find();
        stored = "reader";
        assertThat(find()).hasValue("admin");

        version = OptionalLong.of(2);
        assertThat(find()).hasValue("reader");
    }

    @Test
    void the_storage_is_read_while_changes_can_not_be_noticed() {
        find();
        stored = "reader";
        version = OptionalLong.empty();
        assertThat(find()).hasValue("reader");
    }

    @Test
    void a_change_during_a_lookup_makes_its_result_outdated() {
        lookups.find("token", () -> {
            var found = Optional.of(stored);
            stored = "reader";
            version = OptionalLong.of(2);
            return found;
        });
        assertThat(find()).hasValue("reader");
    }

    @Test
    void nothing_is_known_for_longer_than_30_seconds() {
        find();
        stored = "reader";
        now = now.plus(Duration.ofSeconds(29));
        assertThat(find()).hasValue("admin");

        now = now.plus(Duration.ofSeconds(1));
        assertThat(find()).hasValue("reader");
    }

    @Test
    void a_credential_that_is_not_found_is_looked_up_each_time() {
        assertThat(lookups.find("token", Optional::empty)).isEmpty();
        assertThat(find()).hasValue("admin");
    }

    @Test
    void a_forgotten_credential_is_looked_up() {
        find();
        stored = "reader";
        lookups.forget("token");
        assertThat(find()).hasValue("reader");
    }

    @Test
    void without_announcements_every_lookup_reads_the_storage() {
        var reading = new RecentLookups<String, String>(AccessChanges.UNNOTICED, () -> now);
        reading.find("token", () -> Optional.of("admin"));
        assertThat(reading.find("token", () -> Optional.of("reader"))).hasValue("reader");
    }
}
