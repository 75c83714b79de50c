package com.grow.outreach.bootstrap;

import com.grow.outreach.application.port.out.BookOfBusiness;
import com.grow.outreach.application.port.out.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.BookOfBusiness.Entry;
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
 * A believable book of business of any size, the same for the same seed. It is skewed as life is: a few owners and
 * sequences have most of the outreaches, companies have from one to ten thousand, states and channels are uneven. Nothing
 * of it is held but the sizes of the companies; everything else is made while it is read, alike each time.
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

    /** How common each state is, of 100. */
    private static final int[] STATES =
            weights(OutreachState.values().length, state -> switch (OutreachState.values()[state]) {
                case NEW -> 30;
                case STARTING -> 3;
                case WAITING -> 12;
                case ENRICHMENT -> 5;
                case READY -> 38;
                case NOT_AVAILABLE -> 12;
            });

    private static final int[] CHANNELS =
            weights(Channel.values().length, channel -> switch (Channel.values()[channel]) {
                case EMAIL -> 60;
                case LINKEDIN -> 25;
                case PHONE -> 15;
            });

    private final long seed;
    private final int users;
    private final int sequences;

    /** How many outreaches the companies up to each one have together. */
    private final int[] upTo;

    /** How many people the companies up to each one have together. */
    private final int[] peopleUpTo;

    /**
     * A book.
     *
     * @param outreaches how many outreaches it has, 1 or more
     * @param seed what the rest follows from
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
        this.upTo = sizes.build().toArray();
        this.peopleUpTo = Arrays.stream(upTo)
                .map(size -> (size + OUTREACHES_PER_PERSON - 1) / OUTREACHES_PER_PERSON)
                .toArray();
        Arrays.parallelPrefix(upTo, Integer::sum);
        Arrays.parallelPrefix(peopleUpTo, Integer::sum);
    }

    BookOfBusiness book() {
        return new BookOfBusiness(
                iterable(() -> IntStream.range(0, users).mapToObj(this::user)),
                iterable(() -> IntStream.range(0, upTo.length).mapToObj(this::company)),
                iterable(() -> IntStream.range(0, upTo.length).boxed().flatMap(this::people)),
                iterable(() -> IntStream.range(0, sequences).mapToObj(this::sequence)),
                iterable(() -> IntStream.range(0, upTo.length).boxed().flatMap(this::outreaches)));
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
        var enrichment = PastEnrichment.of(FIRST_DAY.plus(PERIOD), random);
        return new Created<>(
                new Company(
                        new CompanyId("com_" + (index + 1)),
                        name,
                        owner,
                        PastEnrichment.profile(domain(index), enrichment, random),
                        enrichment),
                beforeFirstDay(random));
    }

    private static String companyName(SplittableRandom random) {
        return pick(FIRST_WORDS, random) + " " + pick(SECOND_WORDS, random) + pick(LEGAL_FORMS, random)
                + (random.nextInt(3) == 0 ? "" : " " + (1 + random.nextInt(999)));
    }

    /** Made of the name, and unlike all others. */
    private String domain(int company) {
        return DemoData.words(companyName(random(2, company))).replace(" ", "-") + "-" + (company + 1) + ".example";
    }

    /** Some moment in the year before the first outreach. */
    private static Instant beforeFirstDay(SplittableRandom random) {
        return FIRST_DAY.minusMillis(1 + random.nextLong(YEAR.toMillis()));
    }

    private Stream<Created<Person>> people(int company) {
        var random = random(3, company);
        var details = random(6, company);
        var domain = domain(company);
        return IntStream.range(before(peopleUpTo, company), peopleUpTo[company]).mapToObj(index -> {
            var name = personName(random);
            var person = new Person(
                    new PersonId("per_" + (index + 1)),
                    name,
                    details.nextInt(8) == 0 ? null : pick(DemoData.TITLES, details),
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
        int first = before(upTo, company);
        int firstPerson = before(peopleUpTo, company);
        return IntStream.range(first, upTo[company]).mapToObj(index -> {
            var person = new PersonId("per_" + (firstPerson + (index - first) / OUTREACHES_PER_PERSON + 1));
            var channel = Channel.values()[CHANNELS[random.nextInt(CHANNELS.length)]];
            var outreach = Outreach.open(new OutreachId("out_" + (index + 1)), channel, person);
            if (random.nextInt(5) > 0) {
                outreach = outreach.assignedTo(new SequenceId("seq_" + (1 + skewed(sequences, random))));
            }
            // More of them lately: business grows.
            long age = (long) (Math.sqrt(random.nextDouble()) * PERIOD.toMillis());
            var state = OutreachState.values()[STATES[random.nextInt(STATES.length)]];
            return PastLife.lead(outreach, FIRST_DAY.plusMillis(age), state, random);
        });
    }

    private static int before(int[] upTo, int index) {
        return index == 0 ? 0 : upTo[index - 1];
    }

    private SplittableRandom random(int kind, int index) {
        return new SplittableRandom(seed * 31 + kind + ((long) index << 8));
    }

    /** Most have few, a few have thousands: a Pareto distribution cut at the largest. */
    private static int companySize(SplittableRandom random) {
        double root = 1 - random.nextDouble() * (1 - 1 / Math.sqrt(LARGEST_COMPANY));
        return (int) (1 / (root * root));
    }

    /** Below the bound; small numbers far more often than large ones. */
    private static int skewed(int bound, SplittableRandom random) {
        return (int) (bound * Math.pow(random.nextDouble(), 3));
    }

    private static String personName(SplittableRandom random) {
        return pick(DemoData.FIRST_NAMES, random) + " " + pick(DemoData.LAST_NAMES, random);
    }

    private static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A hundred places, of which each index has as many as it is common. */
    private static int[] weights(int length, IntUnaryOperator ofHundred) {
        return IntStream.range(0, length)
                .flatMap(index -> IntStream.generate(() -> index).limit(ofHundred.applyAsInt(index)))
                .toArray();
    }

    private static <T> Iterable<T> iterable(Supplier<Stream<T>> rows) {
        return () -> rows.get().iterator();
    }
}
