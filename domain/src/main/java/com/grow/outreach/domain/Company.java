package com.grow.outreach.domain;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A company that people work at.
 *
 * <p>API documentation: "A company".
 *
 * @param id its id
 * @param name what people call it; not unique
 * @param ownerId the user who looks after it, or null if nobody does
 * @param profile what is known about it
 * @param enrichment how far the look-up of what is known about it has come
 */
public record Company(CompanyId id, String name, @Nullable UserId ownerId, Profile profile, Enrichment enrichment) {

    public Company {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(enrichment, "enrichment");
    }

    /** A company of which nothing is known but its name. */
    public static Company named(CompanyId id, String name, @Nullable UserId ownerId) {
        return new Company(id, name, ownerId, Profile.BLANK, Enrichment.NEVER);
    }

    /** The English names of its countries, joined by {@code ", "}; empty if none is known. */
    public String countriesReadable() {
        return profile.countries().stream().map(Country::name).collect(joining(", "));
    }

    /**
     * What is known about a company.
     *
     * @param domain its domain on the internet, for example {@code acme.com}, or null if it is not known
     * @param fit whether it is one to sell to
     * @param segments the markets it belongs to, the main one first, for example {@code SaaS}; empty if none is known
     * @param countries where it is, the main one first; empty if that is not known
     * @param overallScore how promising it is, 0 to {@link #MAX_SCORE}, or null if it has no score
     */
    public record Profile(
            @Nullable String domain,
            Fit fit,
            List<String> segments,
            List<Country> countries,
            @Nullable Integer overallScore) {

        /** The score of the most promising company. */
        public static final int MAX_SCORE = 100;

        /** How many segments a company may be given. */
        public static final int MAX_SEGMENTS = 20;

        /** How many characters they may have together; lists are sorted by them, and an index holds no more. */
        public static final int MAX_SEGMENTS_LENGTH = 500;

        /** Nothing is known. */
        public static final Profile BLANK = new Profile(null, Fit.UNKNOWN, List.of(), List.of(), null);

        /**
         * Takes what is known.
         *
         * @throws IllegalArgumentException if the score is outside its limits
         */
        public Profile {
            Objects.requireNonNull(fit, "fit");
            segments = List.copyOf(Objects.requireNonNull(segments, "segments"));
            countries = List.copyOf(Objects.requireNonNull(countries, "countries"));
            if (overallScore != null && (overallScore < 0 || overallScore > MAX_SCORE)) {
                throw new IllegalArgumentException("score " + overallScore + " is not from 0 to " + MAX_SCORE);
            }
        }

        /**
         * Looks at segments that somebody wants to give a company, each of which is a {@link TextField#SEGMENT}.
         *
         * @return what would be right, for people: {@code expected at most 20 segments}; empty if these are
         */
        public static Optional<String> refusalOfSegments(Collection<String> segments) {
            Objects.requireNonNull(segments, "segments");
            if (segments.size() > MAX_SEGMENTS) {
                return Optional.of("expected at most %d segments".formatted(MAX_SEGMENTS));
            }
            int length = segments.stream()
                    .mapToInt(segment -> segment.codePointCount(0, segment.length()))
                    .sum();
            return length > MAX_SEGMENTS_LENGTH
                    ? Optional.of(
                            "expected at most %d characters in all segments together".formatted(MAX_SEGMENTS_LENGTH))
                    : Optional.empty();
        }
    }

    /**
     * The look-ups of what is known about a company.
     *
     * @param status how the latest one stands, or null if there has been none
     * @param lastCompletedAt when one was last completed, whatever the latest one came to, or null if none ever was
     */
    public record Enrichment(
            @Nullable EnrichmentStatus status, @Nullable Instant lastCompletedAt) {

        /** There has been none. */
        public static final Enrichment NEVER = new Enrichment(null, null);

        /**
         * Takes how it stands.
         *
         * @throws IllegalArgumentException if one is completed and not said when, or was and has no status
         */
        public Enrichment {
            if (lastCompletedAt == null ? status == EnrichmentStatus.COMPLETED : status == null) {
                throw new IllegalArgumentException("status " + status + ", last completed at " + lastCompletedAt);
            }
        }
    }
}
