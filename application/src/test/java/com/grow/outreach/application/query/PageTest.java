package com.grow.outreach.application.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final long HIGHEST = 9_007_199_254_740_991L;

    @ParameterizedTest
    @CsvSource({
        "0, 50, 0",
        "1, 50, 1",
        "49, 50, 1",
        "50, 50, 1",
        "51, 50, 2",
        "55, 50, 2",
        "100, 50, 2",
        "101, 50, 3",
        "3, 1, 3",
        "500, 500, 1",
        "501, 500, 2",
        "10000000, 1, 10000000",
        "9007199254740991, 500, 18014398509482"
    })
    void counts_the_pages(long totalCount, int size, long totalPages) {
        assertThat(new Page<>(List.of(), new PageRequest(1, size), totalCount).totalPages())
                .isEqualTo(totalPages);
    }

    @Test
    void the_items_of_a_page_are_immutable() {
        var given = new ArrayList<>(List.of("a"));
        var page = new Page<>(given, PageRequest.first(), 1);
        given.add("b");

        assertThat(page.items()).containsExactly("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> page.items().add("b"));
    }

    @Test
    void the_first_page_has_fifty_items() {
        assertThat(PageRequest.first()).isEqualTo(new PageRequest(1, 50));
    }

    @ParameterizedTest
    @CsvSource({"1, 50, 0", "2, 50, 50", "3, 7, 14", "1, 500, 0", "9007199254740991, 500, 4503599627370495000"})
    void computes_the_offset_of_a_page(long number, int size, long offset) {
        assertThat(new PageRequest(number, size).offset()).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, HIGHEST + 1, Long.MAX_VALUE})
    void rejects_a_page_number_outside_the_limits(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PageRequest(number, 50))
                .withMessage("page number " + number + " is not from 1 to " + HIGHEST);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 501, Integer.MAX_VALUE})
    void rejects_a_page_size_outside_the_limits(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PageRequest(1, size))
                .withMessage("page size " + size + " is not from 1 to 500");
    }
}
