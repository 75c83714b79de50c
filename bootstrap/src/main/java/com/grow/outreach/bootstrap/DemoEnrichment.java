package com.grow.outreach.bootstrap;

import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Plausible enrichment results for demo and generated companies. */
final class DemoEnrichment {

    private static final Duration MAX_AGE = Duration.ofDays(365);

    /** Ordered from the most common to the rarest. */
    private static final List<String> SEGMENTS = List.of(
            "SaaS",
            "Sales",
            "Retail",
            "Healthcare",
            "Fintech",
            "Logistics",
            "Media",
            "Education",
            "Energy",
            "Legal",
            "Travel",
            "Agriculture");

    private static final List<String> COUNTRIES =
            List.of("US", "GB", "DE", "FR", "CA", "NL", "SE", "ES", "AU", "BR", "NO", "JP", "PT", "IN", "CH", "DK");

    private DemoEnrichment() {}

    /** Returns a random enrichment: most are completed, a quarter never started. */
    static Company.Enrichment of(Instant now, RandomGenerator random) {
        var before = now.minusSeconds(1 + random.nextLong(MAX_AGE.toSeconds()));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> Company.Enrichment.NEVER;
            case 5, 6 -> new Company.Enrichment(EnrichmentStatus.PENDING, null);
            case 7 -> new Company.Enrichment(EnrichmentStatus.FAILED, null);
            case 8 -> new Company.Enrichment(EnrichmentStatus.PENDING, before);
            case 9 -> new Company.Enrichment(EnrichmentStatus.FAILED, before);
            default -> new Company.Enrichment(EnrichmentStatus.COMPLETED, before);
        };
    }

    /** Returns a random profile: nearly empty before the first completed enrichment, detailed after it. */
    static Company.Profile profile(String domain, Company.Enrichment enrichment, RandomGenerator random) {
        if (enrichment.lastCompletedAt() == null) {
            return new Company.Profile(random.nextInt(4) == 0 ? null : domain, Fit.UNKNOWN, List.of(), List.of(), null);
        }
        var segments = new LinkedHashSet<String>();
        for (int count = random.nextInt(4); count > 0; count--) {
            segments.add(skewed(SEGMENTS, random));
        }
        var countries = new LinkedHashSet<Country>();
        for (int count = random.nextInt(5) == 0 ? 3 : 1; count > 0; count--) {
            countries.add(new Country(skewed(COUNTRIES, random)));
        }
        var score = score(random);
        return new Company.Profile(domain, fit(score, random), List.copyOf(segments), List.copyOf(countries), score);
    }

    private static @Nullable Integer score(RandomGenerator random) {
        int average =
                (random.nextInt(Company.Profile.MAX_SCORE + 1) + random.nextInt(Company.Profile.MAX_SCORE + 1)) / 2;
        return random.nextInt(8) == 0 ? null : average;
    }

    /** Returns a random fit; a higher score makes a match more likely. */
    private static Fit fit(@Nullable Integer score, RandomGenerator random) {
        if (score == null || random.nextInt(6) == 0) {
            return Fit.UNKNOWN;
        }
        return random.nextInt(Company.Profile.MAX_SCORE) < score ? Fit.YES : Fit.NO;
    }

    /** Returns a random element; the first elements are far more likely than the last. */
    private static <T> T skewed(List<T> choices, RandomGenerator random) {
        return choices.get((int) (choices.size() * Math.pow(random.nextDouble(), 2)));
    }
}
