package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Identity;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink;
import com.grow.outreach.domain.access.SignInPace;
import com.grow.outreach.domain.access.Team;
import com.grow.outreach.domain.contact.ContactFormats;
import com.grow.outreach.domain.contact.ContactRepair;
import com.grow.outreach.domain.contact.ContactStandards;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls everything public in the domain with one null, wherever a parameter is not {@link Nullable}. */
class NullArgumentsTest {

    /** Knows one country, and rejects all else. */
    private static final ContactStandards STANDARDS = new ContactStandards() {
        @Override
        public boolean isEmailAddress(String text) {
            return false;
        }

        @Override
        public Optional<String> hostName(String text) {
            return Optional.empty();
        }

        @Override
        public boolean isPublicSuffix(String hostName) {
            return false;
        }

        @Override
        public Set<String> sharedHosts() {
            return Set.of();
        }

        @Override
        public Optional<String> percentDecoded(String text) {
            return Optional.empty();
        }

        @Override
        public Optional<String> phoneNumber(String text, @Nullable String region) {
            return Optional.empty();
        }

        @Override
        public String internationalNotation(String phoneNumber) {
            return phoneNumber;
        }

        @Override
        public boolean isRegion(String region) {
            return true;
        }
    };

    private static final Map<Class<?>, Object> SAMPLES = samples();

    private static Map<Class<?>, Object> samples() {
        var id = new OutreachId("out_1");
        var outreach = Outreach.open(id, Channel.EMAIL, new PersonId("per_1"));
        var when = Instant.parse("2026-04-01T12:00:00Z");
        var secret = new WebhookSecret("whsec_1");
        var endpoint = new Webhook.Endpoint("https://example.com", Set.of(), null);
        var transition = new Transition(id, OutreachState.NEW, OutreachState.STARTING, 10, when);
        var event = new Event(new EventPosition(1), id, new Event.Change.Created(OutreachState.NEW), when, null);
        var samples = new LinkedHashMap<Class<?>, Object>();
        Stream.of(
                        "text",
                        1,
                        1L,
                        0.5,
                        true,
                        BigDecimal.ONE,
                        when,
                        new Random(1),
                        Set.of(),
                        Map.of(),
                        List.of(),
                        id,
                        new PersonId("per_1"),
                        new CompanyId("com_1"),
                        new SequenceId("seq_1"),
                        new UserId("usr_1"),
                        new WebhookId("whk_1"),
                        new DeliveryId("dlv_1"),
                        new JobId("job_1"),
                        new ImportId("imp_1"),
                        new TeamId("team_1"),
                        new TokenId("tok_1"),
                        new SessionId("ses_1"),
                        new SavedViewId("viw_1"),
                        new SavedView(new SavedViewId("viw_1"), null, "All", "", List.of(), true),
                        new Password("text"),
                        new PasswordHash("text"),
                        new PasswordPolicy(text -> false),
                        (Predicate<String>) text -> false,
                        Member.invited(new UserId("usr_1"), Role.REP, when),
                        new Device("192.0.2.1", "192.0.2.1", null),
                        Session.Limits.DEFAULT,
                        Session.begin(
                                new SessionId("ses_1"),
                                new UserId("usr_1"),
                                new Device("192.0.2.1", "192.0.2.1", null),
                                when,
                                Session.Limits.DEFAULT),
                        SignInLink.Purpose.RESET,
                        SignInLink.create(SignInLink.Purpose.RESET, new UserId("usr_1"), when),
                        SignInPace.ACCOUNT,
                        SignInPace.Failures.NONE,
                        Duration.ZERO,
                        Role.REP,
                        Permission.READ,
                        Scope.EVERYTHING,
                        new Scope.OwnedBy(Set.of(), true),
                        Caller.ANONYMOUS,
                        new Secret("a".repeat(43)),
                        new Identity("https://id.example", "ann"),
                        new Team(new TeamId("team_1"), "Inbound", Set.of()),
                        Caller.Origin.UNKNOWN,
                        AuditEntry.Author.of(Caller.ANONYMOUS),
                        AuditEntry.of(when, AuditEntry.Author.of(Caller.ANONYMOUS), "job.started", new JobId("job_1")),
                        AuditFields.NONE,
                        new Account(new UserId("usr_1"), Role.REP, Set.of(), null),
                        Account.Visibility.EVERYBODY,
                        new ApiToken(
                                new TokenId("tok_1"),
                                new UserId("usr_1"),
                                "Import",
                                "grow_pat_abcd",
                                Role.REP,
                                false,
                                when,
                                null,
                                null,
                                null),
                        OutreachId.KIND,
                        Channel.EMAIL,
                        OutreachState.STARTING,
                        Guard.OPTED_OUT,
                        Fit.YES,
                        EnrichmentStatus.PENDING,
                        EventType.CREATED,
                        TextField.NAME,
                        NaturalKey.EMAIL,
                        STANDARDS,
                        new ContactFormats(STANDARDS),
                        new ContactRepair(new ContactFormats(STANDARDS)),
                        Delivery.Status.PENDING,
                        new EventPosition(1),
                        Cause.UNKNOWN,
                        Circumstances.at(when),
                        ContactData.NONE,
                        new Country("US"),
                        Company.Profile.BLANK,
                        Company.Enrichment.NEVER,
                        Company.named(new CompanyId("com_1"), "Acme", null),
                        new Person(new PersonId("per_1"), "Ann", null, new CompanyId("com_1"), null, null, null),
                        new Sequence(new SequenceId("seq_1"), "Welcome"),
                        new User(new UserId("usr_1"), "Maya", "maya@example.com"),
                        outreach,
                        transition,
                        outreach.transitionTo(OutreachState.STARTING, Circumstances.at(when)),
                        outreach.transitionTo(OutreachState.READY, Circumstances.at(when)),
                        new TransitionResult.GuardRefused(
                                OutreachState.NEW, OutreachState.STARTING, Guard.OPTED_OUT, Set.of()),
                        outreach.replay(List.of(transition)),
                        new Opening.Opened(outreach),
                        new Opening.OptedOut(new PersonId("per_1"), Channel.EMAIL),
                        new Opening.Duplicate(new PersonId("per_1"), Channel.EMAIL, id),
                        new Replay.Broken(transition, "reason"),
                        event,
                        event.change(),
                        new Event.Change.Transitioned(OutreachState.NEW, OutreachState.STARTING),
                        new Event.Change.Assigned(null, null),
                        new Event.Change.Deleted(OutreachState.NEW),
                        new Event.Change.Merged(new PersonId("per_1"), new PersonId("per_2")),
                        new Event.Change.Occurred(EventType.JOB_STARTED),
                        new Event.Change.Updated(EventType.USER_UPDATED, List.of("name")),
                        new Event.Change.BulkChanged(EventType.OUTREACH_BULK_CHANGED, List.of(id)),
                        new Event.Change.Reset(),
                        Confidence.EXACT,
                        Likeness.Reason.EMAIL,
                        new Likeness(Likeness.Reason.EMAIL, Confidence.EXACT),
                        Attempt.answered(when, 200),
                        new Delivery(new DeliveryId("dlv_1"), event, 0, when, null),
                        secret,
                        endpoint,
                        new Webhook.Secrets(secret, null, null),
                        Webhook.Health.GOOD,
                        Webhook.create(new WebhookId("whk_1"), endpoint, secret),
                        new Webhook.Rotation.Rotated(Webhook.create(new WebhookId("whk_1"), endpoint, secret)),
                        new Webhook.Rotation.TooSoon(when),
                        new TextFormat.Reading.Valid("text"),
                        new TextFormat.Reading.Blank(),
                        new TextFormat.Reading.Invalid("reason"))
                .forEach(sample -> samples.put(sample.getClass(), sample));
        return samples;
    }

    static Stream<Arguments> parameters() throws Exception {
        return publicTypes()
                .flatMap(type -> Stream.<Executable>concat(
                        Arrays.stream(type.getConstructors()), Arrays.stream(type.getDeclaredMethods())))
                .filter(NullArgumentsTest::isOurs)
                .flatMap(executable -> IntStream.range(0, executable.getParameterCount())
                        .filter(index -> refusesNull(executable.getParameters()[index]))
                        .mapToObj(index -> argumentSet(
                                executable.toGenericString().replace("com.grow.outreach.domain.", "") + ", "
                                        + executable.getParameters()[index].getName(),
                                executable,
                                index)));
    }

    private static Stream<Class<?>> publicTypes() throws Exception {
        var root = Path.of(URI.create(Outreach.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        try (var files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && file.startsWith("com"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(name -> !name.endsWith("package-info"))
                    .sorted()
                    .<Class<?>>map(NullArgumentsTest::type)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isOurs(Executable executable) {
        boolean isAnswered = executable instanceof Method method
                && (Modifier.isAbstract(method.getModifiers())
                        || method.getName().equals("equals")
                        || executable.getDeclaringClass().isEnum()
                                && method.getName().equals("valueOf"));
        return Modifier.isPublic(executable.getModifiers()) && !executable.isSynthetic() && !isAnswered;
    }

    private static boolean refusesNull(Parameter parameter) {
        return !parameter.getType().isPrimitive()
                && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void names_the_parameter_that_is_null(Executable executable, int index) {
        var arguments = Arrays.stream(executable.getParameterTypes())
                .map(NullArgumentsTest::sample)
                .toArray();
        arguments[index] = null;

        assertThat(catchThrowable(() -> call(executable, arguments)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(executable.getParameters()[index].getName());
    }

    private static void call(Executable executable, @Nullable Object[] arguments) throws Throwable {
        try {
            if (executable instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                var method = (Method) executable;
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                method.invoke(isStatic ? null : sample(method.getDeclaringClass()), arguments);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object sample(Class<?> type) {
        if (type.isPrimitive()) {
            return type == int.class ? 1 : type == long.class ? 1L : type == double.class ? 0.5 : (Object) true;
        }
        if (type == Collection.class) {
            return List.of();
        }
        if (type == RandomGenerator.class) {
            return new Random(1);
        }
        return SAMPLES.values().stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no sample of " + type));
    }
}
