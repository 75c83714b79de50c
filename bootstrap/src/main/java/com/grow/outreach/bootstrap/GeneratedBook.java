package com.grow.outreach.bootstrap;

import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A realistic book of business of any size, identical for the same size and seed.
 *
 * <p>The distribution is skewed like real data: a few owners and sequences have most of the outreaches, a company has
 * between one and ten thousand outreaches, and states and channels differ in frequency. Only the sizes of the companies are
 * kept in memory. Each iteration generates all other rows again, with the same result.
 */
final class GeneratedBook {

    private static final Instant FIRST_DAY = Instant.parse("2023-10-02T06:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(3 * 365);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int LARGEST_COMPANY = 10_000;
    private static final int OUTREACHES_PER_PERSON = 3;

    private static final List<String> FIRST_WORDS = List.of(
            "Acorn", "Amber", "Apex", "Atlas", "Aurora", "Beacon", "Birch", "Blue", "Brook", "Café", "Cedar", "Cobalt",
            "Coral", "Crown", "Delta", "Éclat", "Elm", "Ember", "Falcon", "Fern", "Fjord", "Frost", "Garnet", "Glen",
            "Harbor", "Haven", "Hazel", "Helix", "iO", "Iris", "Ivory", "Jade", "Juniper", "Kestrel", "Lark", "Linden",
            "Lotus", "Lumen", "Maple", "Meadow", "Nimbus", "Nova", "Oak", "Olive", "Onyx", "Orchid", "Pearl", "Pine",
            "Quartz", "Raven", "Ridge", "River", "Saffron", "Sage", "Sierra", "Slate", "Solar", "Stone", "Størm",
            "Summit", "Terra", "Tidal", "Umber", "Vale", "Vertex", "Violet", "Willow", "Zephyr");
    private static final List<String> SECOND_WORDS = List.of(
            "Analytics",
            "Aviation",
            "Bank",
            "Biotech",
            "Capital",
            "Clinics",
            "Construction",
            "Consulting",
            "Data",
            "Dental",
            "Design",
            "Electric",
            "Energy",
            "Farms",
            "Foods",
            "Freight",
            "Games",
            "Health",
            "Hotels",
            "Insurance",
            "Labs",
            "Learning",
            "Legal",
            "Logistics",
            "Marine",
            "Media",
            "Mobility",
            "Motors",
            "Networks",
            "Payments",
            "Pharma",
            "Robotics",
            "Security",
            "Shipping",
            "Software",
            "Sports",
            "Studios",
            "Systems",
            "Telecom",
            "Travel",
            "Works");
    private static final List<String> LEGAL_FORMS =
            List.of("", " Inc", " Ltd", " GmbH", " SA", " & Co", " Group", " Partners");
    private static final List<String> OCCASIONS = List.of(
            "Cold Intro",
            "Conference Follow-up",
            "Welcome",
            "Renewal",
            "Trial Nudge",
            "Revival",
            "Check-in",
            "Referral",
            "Upsell",
            "Webinar Invite",
            "Onboarding",
            "Warm-up");
    private static final List<String> AUDIENCES = List.of(
            "EMEA", "DACH", "Nordics", "UK", "US East", "US West", "APAC", "LATAM", "Enterprise", "Mid-market", "SMB");

    /** Each state, repeated by its percentage. */
    private static final int[] STATES =
            weights(OutreachState.values().length, state -> switch (OutreachState.values()[state]) {
                case NEW -> 30;
                case STARTING -> 3;
                case WAITING -> 12;
                case ENRICHMENT -> 5;
                case READY -> 38;
                case NOT_AVAILABLE -> 12;
            });

    /** Each channel, repeated by its percentage. */
    private static final int[] CHANNELS =
            weights(Channel.values().length, channel -> switch (Channel.values()[channel]) {
                case EMAIL -> 60;
                case LINKEDIN -> 25;
                case PHONE -> 15;
            });

    private final long seed;
    private final int users;
    private final int sequences;

    /** For each company, the number of outreaches of this company and all companies before it. */
    private final int[] outreachTotals;

    /** For each company, the number of people of this company and all companies before it. */
    private final int[] peopleTotals;

    /**
     * Creates a book.
     *
     * @param outreaches the number of outreaches, 1 or more
     * @param seed the seed of all random choices
     */
    GeneratedBook(int outreaches, long seed) {
        this.seed = seed;
        this.users = 5 + (int) Math.sqrt(outreaches) / 10;
        this.sequences = 8 + (int) Math.sqrt(outreaches) / 6;
        var random = new SplittableRandom(seed);
        var sizes = IntStream.builder();
        for (int left = outreaches; left > 0; ) {
            int size = Math.min(left, companySize(random));
            sizes.add(size);
            left -= size;
        }
        this.outreachTotals = sizes.build().toArray();
        this.peopleTotals = Arrays.stream(outreachTotals)
                .map(size -> (size + OUTREACHES_PER_PERSON - 1) / OUTREACHES_PER_PERSON)
                .toArray();
        Arrays.parallelPrefix(outreachTotals, Integer::sum);
        Arrays.parallelPrefix(peopleTotals, Integer::sum);
    }

    /** Returns the book; each of its iterables can be read any number of times. */
    BookOfBusiness book() {
        return new BookOfBusiness(
                iterable(() -> IntStream.range(0, users).mapToObj(this::user)),
                iterable(() -> IntStream.range(0, outreachTotals.length).mapToObj(this::company)),
                iterable(() -> IntStream.range(0, outreachTotals.length).boxed().flatMap(this::people)),
                iterable(() -> IntStream.range(0, sequences).mapToObj(this::sequence)),
                iterable(() -> IntStream.range(0, outreachTotals.length).boxed().flatMap(this::outreaches)));
    }

    private Created<User> user(int index) {
        var random = random(1, index);
        var name = personName(random);
        return new Created<>(
                new User(new UserId("usr_" + (index + 1)), name, "user" + (index + 1) + "@grow.example"),
                beforeFirstDay(random));
    }

    private Created<Company> company(int index) {
        var random = random(2, index);
        var name = companyName(random);
        var owner = random.nextInt(10) == 0 ? null : new UserId("usr_" + (1 + skewed(users, random)));
        var enrichment = DemoEnrichment.of(FIRST_DAY.plus(PERIOD), random);
        return new Created<>(
                new Company(
                        new CompanyId("com_" + (index + 1)),
                        name,
                        owner,
                        DemoEnrichment.profile(domain(index), enrichment, random),
                        enrichment),
                beforeFirstDay(random));
    }

    private static String companyName(SplittableRandom random) {
        return pick(FIRST_WORDS, random) + " " + pick(SECOND_WORDS, random) + pick(LEGAL_FORMS, random)
                + (random.nextInt(3) == 0 ? "" : " " + (1 + random.nextInt(999)));
    }

    /** Returns a unique domain that starts with the name of the company. */
    private String domain(int company) {
        return DemoNames.words(companyName(random(2, company))).replace(" ", "-") + "-" + (company + 1) + ".example";
    }

    /** Returns a random time in the year before the first outreach. */
    private static Instant beforeFirstDay(SplittableRandom random) {
        return FIRST_DAY.minusMillis(1 + random.nextLong(YEAR.toMillis()));
    }

    private Stream<Created<Person>> people(int company) {
        var random = random(3, company);
        var details = random(6, company);
        var domain = domain(company);
        return IntStream.range(before(peopleTotals, company), peopleTotals[company])
                .mapToObj(index -> {
                    var name = personName(random);
                    var person = new Person(
                            new PersonId("per_" + (index + 1)),
                            name,
                            details.nextInt(8) == 0 ? null : pick(DemoNames.TITLES, details),
                            new CompanyId("com_" + (company + 1)),
                            random.nextInt(5) == 0 ? null : "person" + (index + 1) + "@" + domain,
                            random.nextInt(3) == 0 ? null : "+1 555 %07d".formatted(random.nextInt(10_000_000)),
                            random.nextInt(4) == 0 ? null : "https://www.linkedin.com/in/person-" + (index + 1));
                    return new Created<>(person, beforeFirstDay(details));
                });
    }

    private Created<Sequence> sequence(int index) {
        var random = random(4, index);
        return new Created<>(
                new Sequence(
                        new SequenceId("seq_" + (index + 1)), pick(OCCASIONS, random) + ", " + pick(AUDIENCES, random)),
                beforeFirstDay(random));
    }

    private Stream<Entry> outreaches(int company) {
        var random = random(5, company);
        int first = before(outreachTotals, company);
        int firstPerson = before(peopleTotals, company);
        return IntStream.range(first, outreachTotals[company]).mapToObj(index -> {
            var person = new PersonId("per_" + (firstPerson + (index - first) / OUTREACHES_PER_PERSON + 1));
            var channel = Channel.values()[CHANNELS[random.nextInt(CHANNELS.length)]];
            var outreach = Outreach.open(new OutreachId("out_" + (index + 1)), channel, person);
            if (random.nextInt(5) > 0) {
                outreach = outreach.assignedTo(new SequenceId("seq_" + (1 + skewed(sequences, random))));
            }
            // Recent outreaches are more frequent, since business grows.
            long age = (long) (Math.sqrt(random.nextDouble()) * PERIOD.toMillis());
            var state = OutreachState.values()[STATES[random.nextInt(STATES.length)]];
            return DemoHistory.of(outreach, FIRST_DAY.plusMillis(age), state, random);
        });
    }

    private static int before(int[] totals, int index) {
        return index == 0 ? 0 : totals[index - 1];
    }

    private SplittableRandom random(int kind, int index) {
        return new SplittableRandom(seed * 31 + kind + ((long) index << 8));
    }

    /** Returns a random number of outreaches, from a Pareto distribution that is cut at the largest company. */
    private static int companySize(SplittableRandom random) {
        double root = 1 - random.nextDouble() * (1 - 1 / Math.sqrt(LARGEST_COMPANY));
        return (int) (1 / (root * root));
    }

    /** Returns a random number from 0 to below the bound; small numbers are far more likely than large ones. */
    private static int skewed(int bound, SplittableRandom random) {
        return (int) (bound * Math.pow(random.nextDouble(), 3));
    }

    private static String personName(SplittableRandom random) {
        return pick(DemoNames.FIRST_NAMES, random) + " " + pick(DemoNames.LAST_NAMES, random);
    }

    private static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns an array of 100 indexes, in which each index occurs by its percentage. */
    private static int[] weights(int length, IntUnaryOperator percentage) {
        return IntStream.range(0, length)
                .flatMap(index -> IntStream.generate(() -> index).limit(percentage.applyAsInt(index)))
                .toArray();
    }

    private static <T> Iterable<T> iterable(Supplier<Stream<T>> rows) {
        return () -> rows.get().iterator();
    }
}
