package com.grow.outreach.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Id;
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
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} for creation, change and deletion. */
abstract class MaintenanceContract {

    private static final Instant LATER = TestBook.START.plus(Duration.ofDays(9));
    private static final UserId ANN = new UserId("usr_ann");
    private static final UserId BOB = new UserId("usr_bob");
    private static final CompanyId ACME = new CompanyId("com_acme");
    private static final CompanyId BOLT = new CompanyId("com_bolt");
    private static final PersonId ZOE = new PersonId("per_zoe");
    private static final PersonId YAN = new PersonId("per_yan");
    private static final SequenceId WELCOME = new SequenceId("seq_welcome");
    private static final OutreachId MAIL = new OutreachId("out_mail");

    private StorageContract.Storage storage;

    abstract StorageContract.Storage emptyStorage();

    @BeforeEach
    void fill() {
        storage = emptyStorage()
                .with(new TestBook()
                        .user("usr_ann", "Ann")
                        .user("usr_bob", "Bob")
                        .company("com_acme", "Acme", "usr_ann")
                        .company("com_bolt", "Bolt", null)
                        .company("com_empty", "Empty", null)
                        .person("per_zoe", "com_acme")
                        .person("per_yan", "com_bolt")
                        .person("per_idle", "com_bolt")
                        .sequence("seq_idle", "Idle")
                        .outreach("out_mail", "per_zoe", Channel.EMAIL, OutreachState.NEW, "seq_welcome")
                        .outreach("out_call", "per_zoe", Channel.PHONE, OutreachState.READY, null)
                        .outreach("out_other", "per_yan", Channel.EMAIL, OutreachState.NEW, "seq_other"));
    }

    private <I extends Id, T, Q> boolean create(
            Function<Repositories, DirectoryRepository<I, T, Q>> repository, T thing, Instant at) {
        return storage.transactions().write(stored -> repository.apply(stored).create(thing, at));
    }

    private <I extends Id, T, Q> void change(
            Function<Repositories, DirectoryRepository<I, T, Q>> repository, I id, UnaryOperator<T> change) {
        storage.write(stored -> {
            var kept = repository.apply(stored);
            kept.save(change.apply(kept.lock(id).orElseThrow()));
        });
    }

    private <I extends Id, T, Q> @Nullable T find(
            Function<Repositories, DirectoryRepository<I, T, Q>> repository, I id) {
        var found =
                storage.transactions().read(stored -> repository.apply(stored).findAll(List.of(id)));
        return found.get(id);
    }

    private <I extends Id, T, Q> long dependents(
            Function<Repositories, DirectoryRepository<I, T, Q>> repository, I id) {
        return storage.transactions().write(stored -> repository.apply(stored).dependents(id));
    }

    private List<String> outreaches(OutreachFilter filter, OutreachSort sort) {
        var query = new OutreachQuery(filter, sort, PageRequest.first());
        var page = storage.transactions().read(stored -> stored.outreaches().page(query));
        assertThat(page.totalCount()).isEqualTo(page.items().size());
        var stats = storage.transactions().read(stored -> stored.outreaches().stats(filter));
        assertThat(stats.total()).isEqualTo(page.totalCount());
        return page.items().stream().map(outreach -> outreach.id().value()).toList();
    }

    private List<String> of(CompanyId company) {
        return outreaches(new OutreachFilter(null, null, company, null, null, null), OutreachSort.NEWEST_FIRST);
    }

    private List<String> of(UserId owner) {
        return outreaches(new OutreachFilter(null, null, null, null, null, owner), OutreachSort.NEWEST_FIRST);
    }

    private List<String> sorted(OutreachSort.Key key) {
        return outreaches(OutreachFilter.ALL, new OutreachSort(key, Direction.ASC));
    }

    private static Person at(Person person, CompanyId company) {
        return new Person(
                person.id(),
                person.name(),
                person.title(),
                company,
                person.email(),
                person.phone(),
                person.linkedinUrl(),
                person.optOuts());
    }

    private static Company named(Company company, String name) {
        return new Company(company.id(), name, company.ownerId(), company.profile(), company.enrichment());
    }

    private static Company ownedBy(Company company, @Nullable UserId owner) {
        return new Company(company.id(), company.name(), owner, company.profile(), company.enrichment());
    }

    @Test
    void returns_a_created_entry_unchanged() {
        var user = new User(new UserId("usr_new"), "Émile \\ \t", "emile@grow.example");
        var sequence = new Sequence(new SequenceId("seq_new"), "'; drop table sequences; --");
        var company = new Company(
                new CompanyId("com_new"),
                "日本語 😀",
                ANN,
                new Company.Profile(
                        "new.example",
                        Fit.NO,
                        List.of("SaaS", "a \"b\", c"),
                        List.of(new Country("DE"), new Country("US")),
                        0),
                new Company.Enrichment(EnrichmentStatus.FAILED, TestBook.START));
        var unknown = Company.named(new CompanyId("com_unknown"), "Unknown", null);
        var person = new Person(
                new PersonId("per_new"),
                "Ann",
                "CEO",
                ACME,
                "ann@acme.example",
                "+1 555",
                "https://l.example/ann",
                Set.of(Channel.PHONE, Channel.EMAIL));

        assertThat(create(Repositories::users, user, LATER)).isTrue();
        assertThat(create(Repositories::sequences, sequence, LATER)).isTrue();
        assertThat(create(Repositories::companies, company, LATER)).isTrue();
        assertThat(create(Repositories::companies, unknown, LATER)).isTrue();
        assertThat(create(Repositories::people, person, LATER)).isTrue();

        assertThat(find(Repositories::users, user.id())).isEqualTo(user);
        assertThat(find(Repositories::sequences, sequence.id())).isEqualTo(sequence);
        assertThat(find(Repositories::companies, company.id())).isEqualTo(company);
        assertThat(find(Repositories::companies, unknown.id())).isEqualTo(unknown);
        assertThat(find(Repositories::people, person.id())).isEqualTo(person);
    }

    @Test
    void lists_and_counts_a_created_entry_immediately() {
        create(Repositories::sequences, new Sequence(new SequenceId("seq_old"), "Old"), TestBook.START.minusSeconds(1));
        create(Repositories::sequences, new Sequence(new SequenceId("seq_new"), "New"), LATER);

        var all = new NamedQuery(null, NameSort.NEWEST_FIRST, PageRequest.first());
        var page = storage.transactions().read(stored -> stored.sequences().page(all));
        assertThat(page.totalCount()).isEqualTo(5);
        assertThat(page.items()).first().extracting(Sequence::name).isEqualTo("New");
        assertThat(page.items()).last().extracting(Sequence::name).isEqualTo("Old");
    }

    @Test
    void rejects_an_id_that_exists() {
        assertThat(create(Repositories::users, new User(ANN, "Other", "o@grow.example"), LATER))
                .isFalse();
        assertThat(create(Repositories::sequences, new Sequence(WELCOME, "Other"), LATER))
                .isFalse();
        assertThat(create(Repositories::companies, Company.named(ACME, "Other", null), LATER))
                .isFalse();
        assertThat(create(Repositories::people, new Person(ZOE, "Other", null, BOLT, null, null, null), LATER))
                .isFalse();
        assertThat(open(Outreach.open(MAIL, Channel.PHONE, YAN), LATER)).isFalse();

        assertThat(find(Repositories::companies, ACME)).isEqualTo(Company.named(ACME, "Acme", ANN));
        assertThat(storage.get(MAIL).personId()).isEqualTo(ZOE);
    }

    @Test
    void lock_returns_the_stored_entry_or_nothing() {
        storage.write(stored -> {
            assertThat(stored.companies().lock(ACME)).contains(Company.named(ACME, "Acme", ANN));
            assertThat(stored.users().find(ANN)).contains(new User(ANN, "Ann", "usr_ann@grow.example"));
            assertThat(stored.people().lock(new PersonId("per_none"))).isEmpty();
            assertThat(stored.companies().find(new CompanyId("com_none"))).isEmpty();
        });
    }

    @Test
    void outreaches_follow_a_person_to_another_company() {
        change(Repositories::companies, BOLT, bolt -> ownedBy(bolt, BOB));

        change(Repositories::people, ZOE, zoe -> at(zoe, BOLT));

        assertThat(of(ACME)).isEmpty();
        assertThat(of(ANN)).isEmpty();
        assertThat(of(BOLT)).containsExactly("out_other", "out_call", "out_mail");
        assertThat(of(BOB)).containsExactly("out_other", "out_call", "out_mail");
        assertThat(find(Repositories::people, ZOE))
                .extracting(Person::companyId)
                .isEqualTo(BOLT);
    }

    @Test
    void outreaches_follow_a_company_to_another_owner() {
        change(Repositories::companies, ACME, acme -> ownedBy(acme, BOB));
        assertThat(of(ANN)).isEmpty();
        assertThat(of(BOB)).containsExactly("out_call", "out_mail");

        change(Repositories::companies, ACME, acme -> ownedBy(acme, null));
        assertThat(of(BOB)).isEmpty();
        assertThat(of(ACME)).containsExactly("out_call", "out_mail");

        change(Repositories::companies, ACME, acme -> ownedBy(acme, ANN));
        assertThat(of(ANN)).containsExactly("out_call", "out_mail");
    }

    @Test
    void sorts_outreaches_by_changed_names() {
        assertThat(sorted(OutreachSort.Key.COMPANY)).containsExactly("out_call", "out_mail", "out_other");
        assertThat(sorted(OutreachSort.Key.SEQUENCE)).containsExactly("out_other", "out_mail", "out_call");
        change(Repositories::companies, BOLT, bolt -> ownedBy(bolt, BOB));
        assertThat(sorted(OutreachSort.Key.OWNER)).containsExactly("out_call", "out_mail", "out_other");

        change(Repositories::companies, ACME, acme -> named(acme, "Zacme"));
        change(Repositories::sequences, WELCOME, welcome -> new Sequence(WELCOME, "A welcome"));
        change(Repositories::users, BOB, bob -> new User(BOB, "Al", bob.email()));

        assertThat(sorted(OutreachSort.Key.COMPANY)).containsExactly("out_other", "out_call", "out_mail");
        assertThat(sorted(OutreachSort.Key.SEQUENCE)).containsExactly("out_mail", "out_other", "out_call");
        assertThat(sorted(OutreachSort.Key.OWNER)).containsExactly("out_other", "out_call", "out_mail");
    }

    @Test
    void counts_the_dependents_of_an_entry() {
        assertThat(dependents(Repositories::users, ANN)).isEqualTo(1);
        assertThat(dependents(Repositories::users, BOB)).isZero();
        assertThat(dependents(Repositories::companies, BOLT)).isEqualTo(2);
        assertThat(dependents(Repositories::companies, new CompanyId("com_empty")))
                .isZero();
        assertThat(dependents(Repositories::people, ZOE)).isEqualTo(2);
        assertThat(dependents(Repositories::people, new PersonId("per_idle"))).isZero();
        assertThat(dependents(Repositories::sequences, WELCOME)).isEqualTo(1);
        assertThat(dependents(Repositories::sequences, new SequenceId("seq_idle")))
                .isZero();
    }

    @Test
    void a_deleted_entry_is_neither_found_nor_counted() {
        storage.write(stored -> {
            stored.sequences().delete(new SequenceId("seq_idle"));
            stored.people().delete(new PersonId("per_idle"));
            stored.companies().delete(new CompanyId("com_empty"));
            stored.users().delete(BOB);
        });

        assertThat(find(Repositories::sequences, new SequenceId("seq_idle"))).isNull();
        assertThat(find(Repositories::people, new PersonId("per_idle"))).isNull();
        assertThat(find(Repositories::companies, new CompanyId("com_empty"))).isNull();
        assertThat(find(Repositories::users, BOB)).isNull();
        var all = new NamedQuery(null, NameSort.NEWEST_FIRST, PageRequest.first());
        assertThat(storage.transactions()
                        .<Long>read(stored -> stored.users().page(all).totalCount()))
                .isEqualTo(1);
    }

    private boolean open(Outreach outreach, Instant at) {
        return storage.transactions().write(stored -> {
            assertThat(stored.people().find(outreach.personId())).isPresent();
            return stored.outreaches().create(outreach, at, Cause.UNKNOWN);
        });
    }

    @Test
    void lists_a_new_outreach_immediately() {
        var outreach = Outreach.open(new OutreachId("out_new"), Channel.LINKEDIN, ZOE);
        var enrolled = Outreach.open(new OutreachId("out_enrolled"), Channel.LINKEDIN, ZOE)
                .assignedTo(WELCOME);

        assertThat(open(outreach, LATER)).isTrue();
        assertThat(open(enrolled, TestBook.START.minusSeconds(1))).isTrue();

        assertThat(storage.get(outreach.id())).isEqualTo(outreach);
        assertThat(storage.get(enrolled.id())).isEqualTo(enrolled);
        assertThat(of(ANN)).containsExactly("out_new", "out_call", "out_mail", "out_enrolled");
        assertThat(of(ACME)).containsExactly("out_new", "out_call", "out_mail", "out_enrolled");
        assertThat(storage.history(outreach.id())).isEmpty();
    }

    @Test
    void does_not_list_a_deleted_outreach() {
        storage.write(stored -> {
            stored.outreaches().lock(List.of(MAIL));
            stored.outreaches().delete(MAIL, Cause.UNKNOWN);
        });

        assertThat(storage.find(MAIL)).isEmpty();
        assertThat(of(ANN)).containsExactly("out_call");
        assertThat(dependents(Repositories::sequences, WELCOME)).isZero();
    }

    @Test
    void a_failed_transaction_changes_nothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> storage.write(stored -> {
                    stored.sequences().create(new Sequence(new SequenceId("seq_new"), "New"), LATER);
                    stored.companies()
                            .save(ownedBy(stored.companies().lock(ACME).orElseThrow(), BOB));
                    stored.people().delete(new PersonId("per_idle"));
                    throw new IllegalStateException("a defect");
                }));

        assertThat(find(Repositories::sequences, new SequenceId("seq_new"))).isNull();
        assertThat(find(Repositories::people, new PersonId("per_idle"))).isNotNull();
        assertThat(of(ANN)).containsExactly("out_call", "out_mail");
    }
}
