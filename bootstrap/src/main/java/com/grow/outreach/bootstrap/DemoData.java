package com.grow.outreach.bootstrap;

import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The demo data: a small, realistic book of business.
 *
 * <p>The data is identical on every start, so every example of the API documentation returns exactly the documented answer.
 */
final class DemoData {

    private static final long SEED = 20_260_302;
    private static final Instant FIRST_DAY = Instant.parse("2026-08-31T07:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(56);
    private static final int PEOPLE_PER_COMPANY = 4;
    private static final int ACME_SCORE = 87;

    /** The longest time between the creation of a company and the creation of its people. */
    private static final long MAX_MINUTES_LATER = Duration.ofDays(9).toMinutes();

    /** The number of outreaches in each state, including the outreaches of the documented examples. */
    private static final Map<OutreachState, Integer> STATES = new EnumMap<>(Map.of(
            OutreachState.NEW, 48,
            OutreachState.STARTING, 16,
            OutreachState.WAITING, 34,
            OutreachState.ENRICHMENT, 20,
            OutreachState.READY, 55,
            OutreachState.NOT_AVAILABLE, 29));

    private final Random random = new Random(SEED);

    /** A second source for fields that were added later: drawing from the first one would change all other data. */
    private final Random details = new Random(SEED + 1);

    private final Set<Integer> usedNumbers = new HashSet<>(Set.of(11111, 22222, 33333, 12345));
    private final List<Created<User>> users = new ArrayList<>();
    private final List<Created<Company>> companies = new ArrayList<>();
    private final List<Created<Person>> people = new ArrayList<>();
    private final List<Created<Sequence>> sequences = new ArrayList<>();
    private final List<Entry> outreaches = new ArrayList<>();

    private DemoData() {}

    /** Returns the demo data. */
    static BookOfBusiness book() {
        var demo = new DemoData();
        demo.addUsers();
        demo.addCompanies();
        demo.addPeople();
        demo.addSequences();
        demo.addOutreaches();
        return new BookOfBusiness(demo.users, demo.companies, demo.people, demo.sequences, demo.outreaches);
    }

    private void addUsers() {
        for (var name : DemoNames.USERS) {
            var id = users.isEmpty() ? "usr_12345" : "usr_" + number();
            users.add(new Created<>(
                    new User(new UserId(id), name, mailbox(name) + "@grow.example"), beforeFirstDay(400, 300)));
        }
    }

    private void addCompanies() {
        var acme = new Company.Profile(
                "acme.com", Fit.YES, List.of("SaaS", "Sales"), List.of(new Country("US")), ACME_SCORE);
        var enriched = new Company.Enrichment(EnrichmentStatus.COMPLETED, FIRST_DAY.plus(PERIOD.minusDays(1)));
        companies.add(new Created<>(
                new Company(
                        new CompanyId("com_12345"),
                        "Acme Inc",
                        users.getFirst().value().id(),
                        acme,
                        enriched),
                beforeFirstDay(90, 60)));
        for (var name : DemoNames.COMPANIES) {
            // One company in nine has no owner.
            var owner = random.nextInt(9) == 0 ? null : pick(users).value().id();
            companies.add(company("com_" + number(), name, owner));
        }
    }

    private Created<Company> company(String id, String name, @Nullable UserId owner) {
        var enrichment = DemoEnrichment.of(FIRST_DAY.plus(PERIOD), details);
        return new Created<>(
                new Company(
                        new CompanyId(id),
                        name,
                        owner,
                        DemoEnrichment.profile(
                                DemoNames.words(name).replace(" ", "") + ".example", enrichment, details),
                        enrichment),
                beforeFirstDay(300, 10));
    }

    /** Returns a random time between the given numbers of days before the first outreach. */
    private Instant beforeFirstDay(int maxDays, int minDays) {
        var max = Duration.ofDays(maxDays).toMinutes();
        var min = Duration.ofDays(minDays).toMinutes();
        return FIRST_DAY.minus(Duration.ofMinutes(min + details.nextLong(max - min)));
    }

    private void addPeople() {
        people.add(person("per_22222", "Olivia Hart", companies.getFirst()));
        for (var company : companies) {
            int count = 2 + random.nextInt(PEOPLE_PER_COMPANY - 1);
            for (int i = 0; i < count; i++) {
                people.add(person(
                        "per_" + number(), pick(DemoNames.FIRST_NAMES) + " " + pick(DemoNames.LAST_NAMES), company));
            }
        }
    }

    private Created<Person> person(String id, String name, Created<Company> company) {
        var title = details.nextInt(8) == 0 ? null : DemoNames.TITLES.get(details.nextInt(DemoNames.TITLES.size()));
        boolean withoutEmail = random.nextInt(5) == 0;
        var domain = company.value().profile().domain();
        var person = new Person(
                new PersonId(id),
                name,
                title,
                company.value().id(),
                withoutEmail || domain == null ? null : mailbox(name) + "@" + domain,
                random.nextInt(3) == 0 ? null : "+1 555 01%02d".formatted(random.nextInt(100)),
                random.nextInt(4) == 0
                        ? null
                        : "https://www.linkedin.com/in/" + DemoNames.words(name).replace(" ", "-"));
        return new Created<>(person, company.at().plus(Duration.ofMinutes(details.nextLong(MAX_MINUTES_LATER))));
    }

    private void addSequences() {
        sequences.add(
                new Created<>(new Sequence(new SequenceId("seq_33333"), "Welcome Sequence"), beforeFirstDay(280, 250)));
        for (var name : DemoNames.SEQUENCES) {
            sequences.add(new Created<>(new Sequence(new SequenceId("seq_" + number()), name), beforeFirstDay(250, 1)));
        }
    }

    private void addOutreaches() {
        var reachable = people.stream().map(Created::value).toList();
        var acme = reachable.stream()
                .filter(person ->
                        person.companyId().equals(companies.getFirst().value().id()))
                .toList();
        var olivia = reachable.getFirst();
        var remaining = new ArrayList<OutreachState>();
        STATES.forEach((state, count) -> remaining.addAll(Collections.nCopies(count, state)));
        // The documented examples: the newest ready outreach of Acme Inc, and two outreaches that can move to
        // enrichment.
        add("out_11111", Channel.EMAIL, olivia, sequences.getFirst().value(), OutreachState.READY, PERIOD);
        add("out_22222", Channel.LINKEDIN, olivia, null, OutreachState.NEW, PERIOD.minusHours(3));
        add(
                "out_33333",
                Channel.PHONE,
                acme.getLast(),
                sequences.get(2).value(),
                OutreachState.WAITING,
                PERIOD.minusHours(5));
        outreaches.forEach(entry -> remaining.remove(entry.outreach().currentState()));
        Collections.shuffle(remaining, random);

        var slots = slots(reachable.subList(1, reachable.size()));
        slots.remove(new Slot(acme.getLast(), Channel.PHONE));
        Collections.shuffle(slots, random);
        for (int i = 0; i < remaining.size(); i++) {
            var slot = slots.get(i);
            var sequence = random.nextInt(4) == 0 ? null : pick(sequences).value();
            var age = Duration.ofMinutes(random.nextLong(PERIOD.minusDays(1).toMinutes()));
            add("out_" + number(), slot.channel(), slot.person(), sequence, remaining.get(i), age);
        }
    }

    /** Returns a slot for each person and channel. */
    private static List<Slot> slots(List<Person> people) {
        var slots = new ArrayList<Slot>();
        for (var person : people) {
            for (var channel : Channel.values()) {
                slots.add(new Slot(person, channel));
            }
        }
        return slots;
    }

    /** A person and a channel that at most one demo outreach uses. */
    private record Slot(Person person, Channel channel) {}

    private void add(
            String id,
            Channel channel,
            Person person,
            @Nullable Sequence sequence,
            OutreachState state,
            Duration sinceFirstDay) {
        var createdAt = FIRST_DAY.plus(sinceFirstDay);
        var outreach = Outreach.open(new OutreachId(id), channel, person.id());
        if (sequence != null) {
            outreach = outreach.assignedTo(sequence.id());
        }
        outreaches.add(DemoHistory.of(outreach, createdAt, state, random));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private int number() {
        int number = 10_000 + random.nextInt(90_000);
        return usedNumbers.add(number) ? number : number();
    }

    private static String mailbox(String name) {
        return DemoNames.words(name).replace(" ", ".");
    }
}
