package com.grow.outreach.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.in.directory.Creation;
import com.grow.outreach.application.port.in.directory.HandOverCompanies;
import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Period;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.application.query.RequestKey;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of {@link StorageContract} that is about the scopes of callers. */
abstract class ScopeContract {

    private static final UserId ANN = new UserId("usr_ann");
    private static final UserId BEA = new UserId("usr_bea");
    private static final UserId CID = new UserId("usr_cid");
    private static final List<String> COMPANIES = List.of("ann", "bea", "cid", "none");
    private static final Caller FOREIGN = caller(Set.of(new UserId("usr_dan")), false);

    private Transactions all;

    abstract StorageContract.Storage emptyStorage();

    private static Caller caller(Set<UserId> owners, boolean unowned) {
        return new Caller(ANN, Role.REP, new Scope.OwnedBy(owners, unowned), false);
    }

    static List<Caller> callers() {
        return List.of(
                caller(Set.of(ANN), false),
                caller(Set.of(ANN), true),
                caller(Set.of(ANN, BEA), false),
                caller(Set.of(ANN, BEA), true),
                caller(Set.of(), true),
                FOREIGN);
    }

    @BeforeEach
    void fill() {
        var book = new TestBook().user("usr_dan", "Dan");
        for (var name : COMPANIES) {
            book.company("com_" + name, "Company of " + name, name.equals("none") ? null : "usr_" + name)
                    .person("per_" + name, "com_" + name);
        }
        for (int i = 0; i < 24; i++) {
            book.outreach(
                    "out_" + i,
                    "per_" + COMPANIES.get(i % 4),
                    Channel.values()[i % Channel.values().length],
                    OutreachState.values()[i / 4 % 5],
                    i % 3 == 0 ? null : "seq_" + i % 3);
        }
        all = emptyStorage().with(book).transactions();
    }

    private static @Nullable UserId owner(Repositories stored, PersonId person) {
        var company = stored.people().find(person).orElseThrow().companyId();
        return stored.companies().find(company).orElseThrow().ownerId();
    }

    private List<Outreach> visible(Caller caller, List<Outreach> outreaches) {
        return all.write(stored -> outreaches.stream()
                .filter(outreach -> caller.scope().includes(owner(stored, outreach.personId())))
                .toList());
    }

    private static Stream<OutreachFilter> filters() {
        return Stream.of(
                OutreachFilter.ALL,
                new OutreachFilter(Channel.EMAIL, null, null, null, null, null),
                new OutreachFilter(null, new PersonId("per_cid"), null, null, null, null),
                new OutreachFilter(null, new PersonId("per_ann"), null, null, null, null),
                new OutreachFilter(null, null, new CompanyId("com_none"), null, null, null),
                new OutreachFilter(null, null, null, new SequenceId("seq_1"), null, null),
                new OutreachFilter(null, null, null, null, OutreachState.NEW, null),
                new OutreachFilter(Channel.EMAIL, null, null, new SequenceId("seq_2"), OutreachState.NEW, null),
                new OutreachFilter(null, null, null, null, null, ANN),
                new OutreachFilter(null, null, null, null, null, CID),
                new OutreachFilter(Channel.PHONE, null, null, null, null, BEA),
                further(new AnyOf<>(Set.of(ANN, BEA, CID), true), null, Period.OPEN),
                further(AnyOf.nothing(), null, Period.OPEN),
                further(AnyOf.all(), "person", Period.OPEN),
                further(new AnyOf<>(Set.of(ANN), true), "p e r", new Period(Instant.EPOCH, null)),
                further(AnyOf.all(), null, new Period(null, TestBook.START.plusSeconds(90))));
    }

    private static OutreachFilter further(AnyOf<UserId> owners, @Nullable String person, Period period) {
        return new OutreachFilter(Set.of(), Set.of(), Set.of(), AnyOf.all(), Set.of(), owners, person, period, period);
    }

    private static List<OutreachSort> sorts() {
        var sorts = new ArrayList<OutreachSort>();
        for (var key : OutreachSort.Key.values()) {
            sorts.add(new OutreachSort(key, Direction.ASC));
            sorts.add(new OutreachSort(key, Direction.DESC));
        }
        return sorts;
    }

    @ParameterizedTest
    @MethodSource("callers")
    void lists_and_counts_contain_the_outreaches_of_the_scope(Caller caller) {
        var scoped = all.within(caller);
        filters().forEach(filter -> {
            for (var sort : sorts()) {
                var query = new OutreachQuery(filter, sort, new PageRequest(1, 100));
                var expected = visible(
                        caller,
                        all.<List<Outreach>>read(
                                stored -> stored.outreaches().page(query).items()));
                scoped.read(stored -> {
                    var page = stored.outreaches().page(query);
                    assertThat(page.items()).as("%s by %s", filter, sort).isEqualTo(expected);
                    assertThat(page.totalCount()).isEqualTo(expected.size());
                    var second = stored.outreaches().page(new OutreachQuery(filter, sort, new PageRequest(2, 3)));
                    assertThat(second.items())
                            .isEqualTo(expected.stream().skip(3).limit(3).toList());
                    assertThat(stored.outreaches().count(filter)).isEqualTo(expected.size());
                    assertThat(stored.outreaches().stats(filter).total()).isEqualTo(expected.size());
                    return 0;
                });
            }
        });
    }

    @ParameterizedTest
    @MethodSource("callers")
    void walks_skip_the_outreaches_outside_of_the_scope(Caller caller) {
        filters().forEach(filter -> {
            var expected = visible(
                    caller,
                    all.<List<Outreach>>read(stored -> stored.outreaches()
                            .walk(filter, new SliceRequest(null, 100))
                            .items()));
            assertThat(walk(caller, stored -> slice -> stored.outreaches().walk(filter, slice)))
                    .isEqualTo(expected);
            assertThat(walk(caller, stored -> slice -> stored.outreaches().lockNext(filter, slice)))
                    .isEqualTo(expected);
        });
    }

    private List<Outreach> walk(Caller caller, Function<Repositories, Function<SliceRequest, Slice<Outreach>>> next) {
        return all.within(caller).write(stored -> {
            var walked = new ArrayList<Outreach>();
            var slice = next.apply(stored).apply(new SliceRequest(null, 2));
            walked.addAll(slice.items());
            while (slice.next() != null) {
                slice = next.apply(stored).apply(new SliceRequest(slice.next(), 2));
                walked.addAll(slice.items());
            }
            return walked;
        });
    }

    @ParameterizedTest
    @MethodSource("callers")
    void only_outreaches_of_the_scope_are_found_and_locked(Caller caller) {
        var ids = all
                .<List<Outreach>>read(stored -> stored.outreaches()
                        .walk(OutreachFilter.ALL, new SliceRequest(null, 100))
                        .items())
                .stream()
                .map(Outreach::id)
                .toList();
        all.within(caller).write(stored -> {
            var locked = stored.outreaches().lock(ids);
            assertThat(stored.outreaches().findAll(ids)).isEqualTo(locked);
            for (var id : ids) {
                var outreach = all.read(every -> every.outreaches().find(id)).orElseThrow();
                boolean isVisible = !visible(caller, List.of(outreach)).isEmpty();
                assertThat(locked.containsKey(id)).isEqualTo(isVisible);
                assertThat(stored.outreaches().find(id).isPresent()).isEqualTo(isVisible);
                assertThat(stored.outreaches().history(id, PageRequest.first()).isPresent())
                        .isEqualTo(isVisible);
            }
            return 0;
        });
    }

    @ParameterizedTest
    @MethodSource("callers")
    void only_companies_and_people_of_the_scope_are_found_locked_and_listed(Caller caller) {
        var companies =
                COMPANIES.stream().map(name -> new CompanyId("com_" + name)).toList();
        var people = COMPANIES.stream().map(name -> new PersonId("per_" + name)).toList();
        all.within(caller).write(stored -> {
            var visible = new ArrayList<CompanyId>();
            for (var name : COMPANIES) {
                var company = new CompanyId("com_" + name);
                var person = new PersonId("per_" + name);
                boolean isVisible = caller.scope().includes(name.equals("none") ? null : new UserId("usr_" + name));
                if (isVisible) {
                    visible.add(company);
                }
                assertThat(stored.companies().find(company).isPresent()).isEqualTo(isVisible);
                assertThat(stored.companies().lock(company).isPresent()).isEqualTo(isVisible);
                assertThat(stored.people().find(person).isPresent()).isEqualTo(isVisible);
                assertThat(stored.people().lock(person).isPresent()).isEqualTo(isVisible);
            }
            assertThat(stored.companies().findAll(companies).keySet()).containsExactlyInAnyOrderElementsOf(visible);
            assertThat(stored.people().findAll(people).values())
                    .extracting(Person::companyId)
                    .containsExactlyInAnyOrderElementsOf(visible);
            return 0;
        });
    }

    @ParameterizedTest
    @MethodSource("callers")
    void lists_of_companies_and_people_contain_those_of_the_scope(Caller caller) {
        var visible = COMPANIES.stream()
                .filter(name -> caller.scope().includes(name.equals("none") ? null : new UserId("usr_" + name)))
                .map(name -> new CompanyId("com_" + name))
                .toList();
        all.within(caller).read(stored -> {
            for (var key : CompanySort.Key.values()) {
                var page = stored.companies()
                        .page(new CompanyQuery(
                                CompanyFilter.ALL, new CompanySort(key, Direction.DESC), PageRequest.first()));
                assertThat(page.items()).extracting(Company::id).containsExactlyInAnyOrderElementsOf(visible);
                assertThat(page.totalCount()).isEqualTo(visible.size());
            }
            var named = new PersonFilter("person", null, null);
            for (var filter : List.of(PersonFilter.ALL, named)) {
                var page = stored.people().page(new PersonQuery(filter, NameSort.NAME_ASC, PageRequest.first()));
                assertThat(page.items()).extracting(Person::companyId).containsExactlyInAnyOrderElementsOf(visible);
                assertThat(page.totalCount()).isEqualTo(visible.size());
            }
            return 0;
        });
    }

    @Test
    void filters_by_a_foreign_person_company_or_owner_match_nothing() {
        all.within(FOREIGN).read(stored -> {
            filters()
                    .forEach(filter ->
                            assertThat(stored.outreaches().count(filter)).isZero());
            var ofCompany = new PersonFilter(null, new CompanyId("com_ann"), null);
            assertThat(stored.people()
                            .page(new PersonQuery(ofCompany, NameSort.NAME_ASC, PageRequest.first()))
                            .totalCount())
                    .isZero();
            assertThat(stored.people().optOuts(List.of(new PersonId("per_ann"))))
                    .isEmpty();
            return 0;
        });
    }

    @Test
    void a_company_that_is_handed_over_leaves_the_scope_with_its_people_and_outreaches() {
        var ann = caller(Set.of(ANN), false);
        all.within(ann).write(stored -> {
            var company = stored.companies().lock(new CompanyId("com_ann")).orElseThrow();
            stored.companies().save(Company.named(company.id(), company.name(), CID));
            return 0;
        });

        all.within(ann).read(stored -> {
            assertThat(stored.companies().find(new CompanyId("com_ann"))).isEmpty();
            assertThat(stored.people().find(new PersonId("per_ann"))).isEmpty();
            assertThat(stored.outreaches().find(new OutreachId("out_0"))).isEmpty();
            assertThat(stored.outreaches().count(OutreachFilter.ALL)).isZero();
            return 0;
        });
    }

    @Test
    void the_repositories_of_a_caller_do_not_change_to_another_caller() {
        all.within(FOREIGN).read(stored -> {
            assertThat(stored.caller()).isEqualTo(FOREIGN);
            assertThatIllegalStateException().isThrownBy(() -> stored.within(Caller.ANONYMOUS));
            return 0;
        });
    }

    private static Caller user(UserId user, Scope scope) {
        return new Caller(user, Role.REP, scope, false);
    }

    @Test
    void stored_responses_belong_to_one_caller() {
        var key = new RequestKey("key");
        var team = new Scope.OwnedBy(Set.of(ANN, BEA), false);
        var expiry = TestBook.START;
        all.within(user(ANN, team)).write(stored -> {
            assertThat(stored.answers().claim(key)).isTrue();
            stored.answers().save(new AnswerRepository.Answer(key, "print", "for Ann", expiry));
            return 0;
        });

        all.within(user(BEA, team)).write(stored -> {
            assertThat(stored.answers().find(key)).isEmpty();
            assertThat(stored.answers().claim(key)).isTrue();
            stored.answers().save(new AnswerRepository.Answer(key, "print", "for Bea", expiry));
            return 0;
        });
        assertThat(answer(Caller.ANONYMOUS, key)).isEmpty();
        assertThat(answer(user(ANN, team), key)).hasValue("for Ann");
    }

    private Optional<String> answer(Caller caller, RequestKey key) {
        return all.within(caller).read(stored -> stored.answers().find(key).map(AnswerRepository.Answer::text));
    }

    @Test
    void jobs_are_seen_by_the_team_of_their_creator() {
        var team = new Scope.OwnedBy(Set.of(ANN, BEA), true);
        var request = new JobRequest(new Move(OutreachState.STARTING), OutreachFilter.ALL, Cause.UNKNOWN, false);
        var job = all.within(user(ANN, team)).write(stored -> stored.jobs().add(request, 1, TestBook.START));
        all.write(stored -> stored.jobs().add(request, 1, TestBook.START));

        all.read(stored -> {
            assertThat(stored.jobs().creator(job.id())).hasValue(new Creator(ANN, Role.REP));
            return 0;
        });
        assertThat(jobs(user(BEA, team))).isEqualTo(1);
        assertThat(jobs(user(CID, new Scope.OwnedBy(Set.of(CID), true)))).isZero();
        assertThat(jobs(Caller.ANONYMOUS)).isEqualTo(2);
        all.within(FOREIGN).write(stored -> {
            assertThat(stored.jobs().find(job.id())).isEmpty();
            assertThat(stored.jobs().lock(job.id())).isEmpty();
            assertThat(stored.jobs().creator(job.id())).isEmpty();
            assertThat(stored.jobs().refusals(job.id())).isEmpty();
            return 0;
        });
    }

    private long jobs(Caller caller) {
        return all.within(caller)
                .read(stored -> stored.jobs().page(null, PageRequest.first()).totalCount());
    }

    @Test
    void merged_ids_lead_only_to_records_of_the_scope() {
        var from = new PersonId("per_ann");
        var into = new PersonId("per_bea");
        Services.over(all, InstantSource.fixed(TestBook.START), new Random(1))
                .directory()
                .mergePeople()
                .merge(from, into, Cause.UNKNOWN, false);

        assertThat(successors(caller(Set.of(BEA), false), from)).containsEntry(from, into);
        assertThat(successors(caller(Set.of(ANN, CID), true), from)).isEmpty();
    }

    private Map<PersonId, PersonId> successors(Caller caller, PersonId id) {
        return all.within(caller).read(stored -> stored.merges().successors(List.of(id)));
    }

    @Test
    void a_caller_with_a_restricted_scope_can_not_probe_ids() {
        var use =
                new Services(all, InstantSource.fixed(TestBook.START), new Random(1), 1).of(caller(Set.of(ANN), true));
        for (var id : List.of("com_cid", "com_new")) {
            assertThat(use.directory().companies().create(new CompanyId(id), given -> Company.named(given, "New", ANN)))
                    .isInstanceOf(Creation.IdNotChosen.class);
        }
        for (var id : List.of("out_2", "out_new")) {
            var request =
                    new OpenOutreach.Request(new OutreachId(id), Channel.EMAIL, new PersonId("per_ann"), null, true);
            assertThat(use.outreaches().open().open(request, Cause.UNKNOWN))
                    .isInstanceOf(OpenOutreach.Result.IdNotChosen.class);
        }
        assertThat(use.directory().companies().create(null, given -> Company.named(given, "New", ANN)))
                .isInstanceOf(Creation.Created.class);
    }

    @Test
    void a_caller_hands_companies_over_inside_of_the_team_only() {
        var use = handOver(caller(Set.of(ANN, BEA), false));
        var ids = ids("com_ann", "com_bea", "com_cid", "com_gone");
        for (boolean dryRun : List.of(true, false)) {
            assertThat(use.handOver(ids, BEA, company -> true, dryRun))
                    .isInstanceOfSatisfying(HandOverCompanies.Result.HandedOver.class, result -> {
                        assertThat(result.changed()).isEqualTo(1);
                        assertThat(result.unchanged()).isEqualTo(1);
                        assertThat(result.owner()).extracting(User::id).isEqualTo(BEA);
                        assertThat(result.refused())
                                .containsExactly(
                                        new HandOverCompanies.Refusal.NotFound(new CompanyId("com_cid")),
                                        new HandOverCompanies.Refusal.NotFound(new CompanyId("com_gone")));
                    });
            assertThat(outreachesOf(ANN)).isEqualTo(dryRun ? 6 : 0);
            assertThat(outreachesOf(BEA)).isEqualTo(dryRun ? 6 : 12);
        }
        assertThat(use.handOver(ids("com_bea"), CID, company -> true, false))
                .isEqualTo(new HandOverCompanies.Result.OwnerNotFound(CID));
        assertThat(outreachesOf(BEA)).isEqualTo(12);
    }

    @Test
    void a_hand_over_keeps_companies_that_are_not_as_expected_and_is_in_the_audit_log() {
        var use = handOver(Caller.ANONYMOUS);
        assertThat(use.handOver(ids("com_ann", "com_bea"), CID, company -> ANN.equals(company.ownerId()), false))
                .isInstanceOfSatisfying(HandOverCompanies.Result.HandedOver.class, result -> {
                    assertThat(result.changed()).isEqualTo(1);
                    assertThat(result.refused())
                            .containsExactly(new HandOverCompanies.Refusal.ChangedSince(new CompanyId("com_bea")));
                });
        assertThat(use.handOver(ids("com_cid"), null, company -> true, false))
                .isEqualTo(new HandOverCompanies.Result.HandedOver(1, 0, null, List.of()));
        assertThat(outreachesOf(CID)).isEqualTo(6);
        var audit = all.read(stored -> stored.audit().page(AuditFilter.ALL, PageRequest.first()));
        assertThat(audit.items())
                .extracting(AuditEntry::action, AuditEntry::subjectId)
                .containsExactlyInAnyOrder(tuple("company.updated", "com_ann"), tuple("company.updated", "com_cid"));
    }

    private HandOverCompanies handOver(Caller caller) {
        return new Services(all, InstantSource.fixed(TestBook.START), new Random(1), 1)
                .of(caller)
                .directory()
                .handOver();
    }

    private long outreachesOf(UserId owner) {
        return all.within(caller(Set.of(owner), false))
                .read(stored -> stored.outreaches().count(OutreachFilter.ALL));
    }

    private static Set<CompanyId> ids(String... ids) {
        return Stream.of(ids).map(CompanyId::new).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
