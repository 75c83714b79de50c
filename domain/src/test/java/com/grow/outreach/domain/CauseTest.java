package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CauseTest {

    private static final int MOST_REASON = Cause.ROOM * Cause.MAX_REASON;
    private static final int MOST_METADATA = Cause.ROOM * Cause.MAX_METADATA;

    @Test
    void accepts_texts_up_to_their_limits_in_characters() {
        var actor = "\uD83D\uDE00".repeat(Cause.MAX_ACTOR);
        var reason = "\uD83D\uDE00".repeat(MOST_REASON);
        var metadata = "{" + " ".repeat(MOST_METADATA - 2) + "}";

        assertThat(new Cause(actor, reason, metadata)).isEqualTo(new Cause(actor, reason, metadata));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cause(actor + "a", null, "{}"))
                .withMessage("actor: expected at most 255 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cause(null, reason + "a", "{}"))
                .withMessage("reason: expected at most 10,000 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cause(null, null, metadata + " "))
                .withMessage("metadata: expected at most 40,960 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "7}"})
    void rejects_metadata_that_is_not_an_object(String metadata) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cause(null, null, metadata))
                .withMessage("metadata: expected a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\uD83D"})
    void rejects_characters_that_can_not_be_stored(String character) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cause(character, null, "{}"))
                .withMessage("actor: expected text with no NUL characters and no unpaired surrogates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cause(null, character, "{}"))
                .withMessageStartingWith("reason: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cause(null, null, "{\"a\":\"" + character + "\"}"))
                .withMessageStartingWith("metadata: ");
    }
}
