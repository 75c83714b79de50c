package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.persistence.repository.AesEventSeal;
import com.grow.outreach.domain.EventPosition;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AesEventSealTest {

    private static final EventPosition SEVEN = new EventPosition(7);

    private final AesEventSeal seal = new AesEventSeal(key(1));

    private static byte[] key(int value) {
        var key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    @Test
    void positions_are_encrypted_and_look_alike() {
        assertThat(seal.event(SEVEN)).matches("[A-Za-z0-9_-]{48}").isEqualTo(seal.event(SEVEN));
        assertThat(seal.event(SEVEN)).isNotEqualTo(seal.event(new EventPosition(8)));
        assertThat(seal.anew(SEVEN)).matches("[A-Za-z0-9_-]{48}").isNotEqualTo(seal.anew(SEVEN));
        assertThat(seal.open(seal.event(SEVEN))).contains(SEVEN);
        assertThat(seal.open(seal.anew(SEVEN))).contains(SEVEN);
    }

    @Test
    void changed_texts_and_those_of_other_keys_are_no_positions() {
        var text = seal.event(SEVEN);
        var changed = text.substring(0, 20) + (text.charAt(20) == 'A' ? 'B' : 'A') + text.substring(21);

        assertThat(seal.open(changed)).isEmpty();
        assertThat(seal.open(new AesEventSeal(key(2)).event(SEVEN))).isEmpty();
        assertThat(seal.open("7")).isEmpty();
        assertThat(seal.open("")).isEmpty();
        assertThat(seal.open(text + "A")).isEmpty();
    }
}
