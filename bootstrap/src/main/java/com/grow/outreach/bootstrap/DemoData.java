package com.grow.outreach.bootstrap;

import com.grow.outreach.application.port.out.BookOfBusiness;
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
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The demo data: a believable book of business, the same every time, in which every example of the API documentation
 * gets exactly the documented answer.
 */
final class DemoData {

    private static final long SEED = 20_260_302;
    private static final Instant FIRST_DAY = Instant.parse("2026-08-31T07:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(56);
    private static final int PEOPLE_PER_COMPANY = 4;

    private static final List<String> USERS =
            List.of("Maya Lindqvist", "Tomás Ferreira", "Priya Raman", "Jonas Weber", "Amélie Rousseau", "Dan Okafor");

    /** After Acme Inc, which the examples need to be the first by name. */
    private static final List<String> COMPANIES = List.of(
            "Alder & Finch",
            "Amberline Software",
            "Ashgrove Dental",
            "Bluebird Logistics",
            "Brightwater Energy",
            "Café Lumière",
            "Canopy Health",
            "Cedar Analytics",
            "Cobalt Robotics",
            "Copperfield Bank",
            "Driftwood Media",
            "Éclair Studios",
            "Elm Street Capital",
            "Fernway Foods",
            "Fjord Shipping",
            "Foxglove Security",
            "Glasshouse Design",
            "Granite Insurance",
            "Harbor & Vale",
            "Hazelnut Labs",
            "iO Networks",
            "Ivory Coast Trading",
            "Juniper Travel",
            "Kestrel Aviation",
            "Kingfisher Legal",
            "Lantern Learning",
            "Larkspur Hotels",
            "Maple & Sons",
            "Meridian Freight",
            "Nordlicht GmbH",
            "Northwind Traders",
            "Oakline Furniture",
            "Orchid Biotech",
            "Pinecone Payments",
            "Quarry Construction",
            "Redwood Mobility",
            "Saffron Kitchens",
            "Silverleaf Pharma",
            "Størm Audio",
            "Tidewater Marine",
            "Umbra Lighting",
            "Verdant Farms",
            "Willow Telecom",
            "Zephyr Sports");

    static final List<String> FIRST_NAMES = List.of(
            "Ada", "Ben", "Chloé", "David", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jack", "Kofi", "Lena", "Marco",
            "Nora", "Oskar", "Paula", "Quentin", "Rosa", "Sven", "Tara", "Uma", "Victor", "Wanda", "Yusuf", "Zoë");

    static final List<String> LAST_NAMES = List.of(
            "Almeida",
            "Brandt",
            "Castillo",
            "Dubois",
            "Eriksen",
            "Fischer",
            "Gallagher",
            "Haddad",
            "Ibrahim",
            "Jansen",
            "Kowalski",
            "Larsen",
            "Moreau",
            "Novak",
            "O'Brien",
            "Petrov",
            "Quinn",
            "Rossi",
            "Sato",
            "Turner",
            "Usman",
            "Vargas",
            "Whitfield",
            "Xu",
            "Zimmermann");

    private static final List<String> SEQUENCES = List.of(
            "Cold Intro, EMEA",
            "Conference Follow-up",
            "Enterprise Warm-up",
            "Free Trial Nudge",
            "LinkedIn First Touch",
            "Lost Deal Revival",
            "Quarterly Check-in",
            "Renewal Reminder",
            "Referral Thank-you");

    /** How many outreaches are in each state, those of the examples included. */
    private static final Map<OutreachState, Integer> STATES = new EnumMap<>(Map.of(
            OutreachState.NEW, 48,
            OutreachState.STARTING, 16,
            OutreachState.WAITING, 34,
            OutreachState.ENRICHMENT, 20,
            OutreachState.READY, 55,
            OutreachState.NOT_AVAILABLE, 29));

    private final Random random = new Random(SEED);
    private final Set<Integer> usedNumbers = new HashSet<>(Set.of(11111, 22222, 33333, 12345));
    private final List<User> users = new ArrayList<>();
    private final List<Company> companies = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Sequence> sequences = new ArrayList<>();
    private final List<Entry> outreaches = new ArrayList<>();

    private DemoData() {}

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
        for (var name : USERS) {
            var id = users.isEmpty() ? "usr_12345" : "usr_" + number();
            users.add(new User(new UserId(id), name, mailbox(name) + "@grow.example"));
        }
    }

    private void addCompanies() {
        companies.add(new Company(
                new CompanyId("com_12345"), "Acme Inc", users.getFirst().id()));
        for (var name : COMPANIES) {
            // One in nine is still to be taken on by somebody.
            var owner = random.nextInt(9) == 0 ? null : pick(users).id();
            companies.add(new Company(new CompanyId("com_" + number()), name, owner));
        }
    }

    private void addPeople() {
        people.add(person("per_22222", "Olivia Hart", companies.getFirst()));
        for (var company : companies) {
            int count = 2 + random.nextInt(PEOPLE_PER_COMPANY - 1);
            for (int i = 0; i < count; i++) {
                people.add(person("per_" + number(), pick(FIRST_NAMES) + " " + pick(LAST_NAMES), company));
            }
        }
    }

    private Person person(String id, String name, Company company) {
        var domain = words(company.name()).replace(" ", "") + ".example";
        return new Person(
                new PersonId(id),
                name,
                company.id(),
                random.nextInt(5) == 0 ? null : mailbox(name) + "@" + domain,
                random.nextInt(3) == 0 ? null : "+1 555 01%02d".formatted(random.nextInt(100)),
                random.nextInt(4) == 0
                        ? null
                        : "https://www.linkedin.com/in/" + words(name).replace(" ", "-"));
    }

    private void addSequences() {
        sequences.add(new Sequence(new SequenceId("seq_33333"), "Welcome Sequence"));
        for (var name : SEQUENCES) {
            sequences.add(new Sequence(new SequenceId("seq_" + number()), name));
        }
    }

    private void addOutreaches() {
        var acme = people.stream()
                .filter(person -> person.companyId().equals(companies.getFirst().id()))
                .toList();
        var remaining = new ArrayList<OutreachState>();
        STATES.forEach((state, count) -> remaining.addAll(Collections.nCopies(count, state)));
        // The examples': the newest of the first company by name that is ready, and two that may start enrichment.
        add("out_11111", Channel.EMAIL, people.getFirst(), sequences.getFirst(), OutreachState.READY, PERIOD);
        add("out_22222", Channel.LINKEDIN, people.getFirst(), null, OutreachState.NEW, PERIOD.minusHours(3));
        add("out_33333", Channel.PHONE, acme.getLast(), sequences.get(2), OutreachState.WAITING, PERIOD.minusHours(5));
        outreaches.forEach(entry -> remaining.remove(entry.outreach().currentState()));
        Collections.shuffle(remaining, random);

        var slots = new ArrayList<Slot>();
        for (var person : people.subList(1, people.size())) {
            for (var channel : Channel.values()) {
                slots.add(new Slot(person, channel));
            }
        }
        slots.remove(new Slot(acme.getLast(), Channel.PHONE));
        Collections.shuffle(slots, random);
        for (int i = 0; i < remaining.size(); i++) {
            var slot = slots.get(i);
            var sequence = random.nextInt(4) == 0 ? null : pick(sequences);
            var age = Duration.ofMinutes(random.nextLong(PERIOD.minusDays(1).toMinutes()));
            add("out_" + number(), slot.channel(), slot.person(), sequence, remaining.get(i), age);
        }
    }

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
        outreaches.add(PastLife.lead(outreach, createdAt, state, random));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private int number() {
        int number = 10_000 + random.nextInt(90_000);
        return usedNumbers.add(number) ? number : number();
    }

    private static String mailbox(String name) {
        return words(name).replace(" ", ".");
    }

    /** The words of a name in plain lower-case letters. */
    private static String words(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9 ]", "")
                .replaceAll(" +", " ")
                .toLowerCase(Locale.ROOT);
    }
}
