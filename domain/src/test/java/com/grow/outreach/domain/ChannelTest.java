package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @Test
    void there_are_three_channels_under_the_words_of_the_api() {
        assertThat(Channel.values()).extracting(Channel::value).containsExactly("phone", "email", "linkedin");
    }

    @ParameterizedTest
    @EnumSource
    void the_word_of_a_channel_is_read_back(Channel channel) {
        assertThat(Channel.parse(channel.value())).contains(channel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "EMAIL", "Email", "email ", " email", "email\n", "e-mail", "fax"})
    void any_other_word_is_no_channel(String word) {
        assertThat(Channel.parse(word)).isEmpty();
    }
}
