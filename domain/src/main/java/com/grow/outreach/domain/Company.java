package com.grow.outreach.domain;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A company that employs people to reach.
 *
 * <p>API documentation: "A company".
 *
 * @param id its id
 * @param name the name; not unique
 * @param ownerId the user who owns it, or null for none
 * @param profile the known facts
 * @param enrichment the status of its enrichment
 */
public record Company(CompanyId id, String name, @Nullable UserId ownerId, Profile profile, Enrichment enrichment) {

    public Company {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(enrichment, "enrichment");
    }

    /** Returns a company with a blank profile and no enrichment. */
    public static Company named(CompanyId id, String name, @Nullable UserId ownerId) {
        return new Company(id, name, ownerId, Profile.BLANK, Enrichment.NEVER);
    }

    /** Returns this company with another owner; null for none. */
    public Company ownedBy(@Nullable UserId owner) {
        return new Company(id, name, owner, profile, enrichment);
    }

    /** Returns this company with a missing domain and a missing owner filled in. A known domain and owner do not change. */
    public Company completedBy(@Nullable String domain, @Nullable UserId owner) {
        return new Company(
                id,
                name,
                ownerId == null ? owner : ownerId,
                profile.domain() == null ? profile.withDomain(domain) : profile,
                enrichment);
    }

    /** Returns the English names of the countries, joined by {@code ", "}; empty if none is known. */
    public String countriesReadable() {
        return profile.countries().stream().map(Country::name).collect(joining(", "));
    }

    /**
     * The known facts about a company.
     *
     * @param domain the internet domain, for example {@code acme.com}, or null if it is not known
     * @param fit whether it is a potential customer
     * @param segments the market segments, main one first, for example {@code SaaS}; empty if none is known
     * @param countries the countries, main one first; empty if none is known
     * @param overallScore the score, 0 to {@link #MAX_SCORE}, or null if it has no score
     */
    public record Profile(
            @Nullable String domain,
            Fit fit,
            List<String> segments,
            List<Country> countries,
            @Nullable Integer overallScore) {

        /** The highest score. */
        public static final int MAX_SCORE = 100;

        /** The maximum number of segments. */
        public static final int MAX_SEGMENTS = 20;

        /** The maximum total length of the segments in characters, limited by the index that sorts lists. */
        public static final int MAX_SEGMENTS_LENGTH = 500;

        /** A profile without any facts. */
        public static final Profile BLANK = new Profile(null, Fit.UNKNOWN, List.of(), List.of(), null);

        /**
         * Creates a profile.
         *
         * @throws IllegalArgumentException if the score is out of range
         */
        public Profile {
            Objects.requireNonNull(fit, "fit");
            segments = List.copyOf(Objects.requireNonNull(segments, "segments"));
            countries = List.copyOf(Objects.requireNonNull(countries, "countries"));
            if (overallScore != null && (overallScore < 0 || overallScore > MAX_SCORE)) {
                throw new IllegalArgumentException("score " + overallScore + " is not from 0 to " + MAX_SCORE);
            }
        }

        /** Returns this profile with another domain, or without one if it is null. */
        public Profile withDomain(@Nullable String other) {
            return new Profile(other, fit, segments, countries, overallScore);
        }

        /**
         * Checks the number and the total length of segments, each a valid {@link TextField#SEGMENT}.
         *
         * @return an error message such as {@code expected at most 20 segments}; empty if the segments are valid
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
     * The enrichment of a company.
     *
     * @param status the status of the latest enrichment, or null if there was none
     * @param lastCompletedAt when an enrichment was last completed, or null if never
     */
    public record Enrichment(
            @Nullable EnrichmentStatus status, @Nullable Instant lastCompletedAt) {

        /** No enrichment so far. */
        public static final Enrichment NEVER = new Enrichment(null, null);

        /**
         * Creates an enrichment.
         *
         * @throws IllegalArgumentException if a completed status has no time, or a time has no status
         */
        public Enrichment {
            if (lastCompletedAt == null ? status == EnrichmentStatus.COMPLETED : status == null) {
                throw new IllegalArgumentException("status " + status + ", last completed at " + lastCompletedAt);
            }
        }
    }
}
