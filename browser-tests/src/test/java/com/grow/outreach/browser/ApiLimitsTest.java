package com.grow.outreach.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.EventType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The limits and names of the API that the web app repeats are the server's. */
class ApiLimitsTest {

    @AutoClose
    private final Chromium chromium = Chromium.start();

    @AutoClose
    private final Window window = AppFiles.open(chromium);

    private Object exported(String module, String name) {
        return window.page().evaluate("async ([module, name]) => (await import(module))[name]", List.of(module, name));
    }

    private Object limit(String name) {
        return exported("/app/api/limits.js", name);
    }

    @Test
    void batches_pages_and_reasons_have_the_same_limits() {
        assertThat(limit("LARGEST_BATCH")).isEqualTo(OutreachBatch.MAX_SIZE);
        assertThat(limit("LARGEST_PAGE")).isEqualTo(PageRequest.MAX_SIZE);
        assertThat(limit("LONGEST_REASON")).isEqualTo(Cause.MAX_REASON);
    }

    @Test
    void the_pager_offers_sizes_up_to_the_largest_page() {
        assertThat((List<?>) exported("/app/parts/pager.js", "SIZES"))
                .isNotEmpty()
                .allSatisfy(size -> assertThat((Integer) size).isBetween(1, PageRequest.MAX_SIZE))
                .last()
                .isEqualTo(PageRequest.MAX_SIZE);
    }

    @Test
    void the_list_sorts_by_every_key() {
        assertThat((List<?>) exported("/app/outreaches/columns.js", "SORTS"))
                .map(key -> OutreachSort.Key.valueOf(key.toString().toUpperCase(Locale.ROOT)))
                .containsExactlyInAnyOrder(OutreachSort.Key.values());
    }

    @Test
    void every_channel_needs_the_same_contact_field() {
        assertThat(limit("CONTACT_FIELDS"))
                .isEqualTo(Arrays.stream(Channel.values())
                        .collect(Collectors.toMap(Channel::value, ApiLimitsTest::fieldFor)));
    }

    /** Returns the name in the API of the component of {@link ContactData} that a channel uses. */
    private static String fieldFor(Channel channel) {
        return Arrays.stream(ContactData.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> withOnly(name).on(channel).isPresent())
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    private static ContactData withOnly(String component) {
        return switch (component) {
            case "email" -> new ContactData("known", null, null);
            case "phone" -> new ContactData(null, "known", null);
            case "linkedinUrl" -> new ContactData(null, null, "known");
            default -> throw new AssertionError("ContactData has a new component: " + component);
        };
    }

    @Test
    void the_app_listens_to_every_type_of_event() {
        assertThat((List<?>) limit("EVENT_TYPES"))
                .isEqualTo(
                        EventType.subscribable().stream().map(EventType::value).toList());
    }
}
