package com.grow.outreach.domain;

import java.util.Objects;

/** The answer of {@link Outreach#open(OutreachId, Channel, Person, java.util.Collection)}. */
public sealed interface Opening {

    /**
     * A fresh outreach.
     *
     * @param outreach the outreach, to be stored
     */
    record Opened(Outreach outreach) implements Opening {

        public Opened {
            Objects.requireNonNull(outreach, "outreach");
        }
    }

    /** There is to be no such outreach. */
    sealed interface Refused extends Opening {

        /** The person who was to be reached. */
        PersonId personId();

        /** How they were to be reached. */
        Channel channel();

        /** The refusal in a sentence for people. */
        String detail();
    }

    /** The person opted out of the channel. */
    record OptedOut(PersonId personId, Channel channel) implements Refused {

        public OptedOut {
            Objects.requireNonNull(personId, "personId");
            Objects.requireNonNull(channel, "channel");
        }

        @Override
        public String detail() {
            return "%s opted out of the channel '%s'".formatted(personId, channel.value());
        }
    }

    /**
     * The person has an outreach on the channel.
     *
     * @param existing that outreach
     */
    record Duplicate(PersonId personId, Channel channel, OutreachId existing) implements Refused {

        public Duplicate {
            Objects.requireNonNull(personId, "personId");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(existing, "existing");
        }

        @Override
        public String detail() {
            return "%s has the outreach %s on the channel '%s' already".formatted(personId, existing, channel.value());
        }
    }
}
