package com.grow.outreach.adapter.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.port.out.AnswerRepository.Answer;
import com.grow.outreach.application.port.out.DuplicateRepository.Step;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.InsightFilter;
import com.grow.outreach.application.query.InsightGrouping;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.application.query.Insights;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.application.query.RequestKey;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.Likeness;
import com.grow.outreach.domain.Likeness.Reason;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.lang.reflect.Method;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The scope of a caller in every method of every repository. A new method fails this test until it has a decision: a call
 * that must return and change nothing outside of the scope, or the reason why the scope does not apply.
 */
class ScopeTest {

    private static final UserId ANN = new UserId("usr_ann");
    private static final Caller OWNER = new Caller(ANN, Role.REP, new Scope.OwnedBy(Set.of(ANN), true), false);
    private static final UserId DAN = new UserId("usr_dan");
    private static final Caller FOREIGN = new Caller(DAN, Role.REP, new Scope.OwnedBy(Set.of(DAN), false), false);

    private static final OutreachId OUTREACH = new OutreachId("out_1");
    private static final PersonId PERSON = new PersonId("per_1");
    private static final PersonId TWIN = new PersonId("per_2");
    private static final CompanyId COMPANY = new CompanyId("com_1");
    private static final CompanyId OTHER = new CompanyId("com_2");
    private static final RequestKey KEY = new RequestKey("key");
    private static final ImportId IMPORT = new ImportId("imp_1");
    private static final PageRequest PAGE = PageRequest.first();
    private static final SliceRequest SLICE = new SliceRequest(null, 10);
    private static final JobRequest REQUEST =
            new JobRequest(new Move(OutreachState.STARTING), OutreachFilter.ALL, Cause.UNKNOWN, false);
    private static final SavedView VIEW = new SavedView(new SavedViewId("viw_1"), ANN, "Mine", "", List.of(), false);
    private static final InsightPeriod WEEKS =
            InsightPeriod.of(null, null, LocalDate.of(2026, 3, 2)).orElseThrow();
    private static final DuplicateWork SEARCH = new DuplicateWork.Search(DuplicateKind.PEOPLE);

    /** The repositories without a scope, by the reason. */
    private static final Map<String, String> UNSCOPED = Map.of(
            "sequences",
            "all callers see the sequences",
            "users",
            "all callers see the users",
            "webhooks",
            "only administrators manage webhooks",
            "audit",
            "only administrators read the audit log",
            "tasks",
            "callers do not see tasks",
            "accounts",
            "only administrators manage accounts",
            "teams",
            "only administrators manage teams",
            "signIn",
            "the use cases restrict sessions and links to their owner",
            "tokens",
            "the use cases restrict tokens to their owner");

    /** The other methods without a scope, by the reason. */
    private static final Map<String, String> UNSCOPED_METHODS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "outreaches.create",
                    "refers to a person that the caller has found; the caller can't choose the id"),
            Map.entry("companies.create", "new; the caller can't choose the id"),
            Map.entry("people.create", "refers to a company that the caller has found; the caller can't choose the id"),
            Map.entry("jobs.add", "new"),
            Map.entry("views.create", "new; the caller can't choose the id"),
            Map.entry("views.lockCount", "asked only for the views of the caller"),
            Map.entry("views.isNameTaken", "asked only for the views of the caller"),
            Map.entry("imports.add", "new"),
            Map.entry("imports.addUpload", "new"),
            Map.entry("imports.queuedUploads", "a limit of the server"),
            Map.entry("imports.contentSize", "a limit of the server"),
            Map.entry("book.companies.add", "new; an import of the caller can't choose the id"),
            Map.entry(
                    "book.people.add",
                    "refers to a company that the caller has found; an import of the caller can't choose the id"),
            Map.entry("answers.claim", "locks only the key of the caller"),
            Map.entry("answers.save", "stores only under the key of the caller"),
            Map.entry("events.sequence", "assigns positions"),
            Map.entry("events.seal", "the encryption of the ids that callers get"),
            Map.entry("events.extent", "the positions of the whole feed"),
            Map.entry("duplicatePeople.save", "needs records that the caller has found"),
            Map.entry("duplicateCompanies.save", "needs records that the caller has found")));

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Map<String, Function<Repositories, ?>> calls = new LinkedHashMap<>();

    private void call(String method, Function<Repositories, ?> call) {
        calls.put(method, call);
    }

    private void change(String method, Consumer<Repositories> call) {
        calls.put(method, stored -> {
            call.accept(stored);
            return null;
        });
    }

    private Job fill() {
        DATABASE.sql().execute("delete from imports");
        DATABASE.fill(new TestBook()
                .user("usr_dan", "Dan")
                .company("com_1", "Acme", "usr_ann")
                .company("com_2", "Acme", "usr_ann")
                .company("com_3", "Acme", "usr_ann")
                .person("per_1", "com_1")
                .person(new Person(TWIN, "Twin", null, COMPANY, "per_1@company.example", null, null), TestBook.START)
                .person("per_3", "com_1")
                .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.READY, "seq_1"));
        var all = DATABASE.transactions();
        var use = Services.over(all, InstantSource.fixed(TestBook.START), new Random(1))
                .directory();
        use.mergePeople().merge(new PersonId("per_3"), PERSON, Cause.UNKNOWN, false);
        use.mergeCompanies().merge(new CompanyId("com_3"), COMPANY, Cause.UNKNOWN, false);
        TestDatabase.move(OUTREACH, all);
        return all.within(OWNER).write(stored -> {
            var likeness = new Likeness(Reason.values()[0], Confidence.EXACT);
            stored.duplicatePeople()
                    .save(
                            List.of(new Duplicate<>(
                                    stored.people().find(PERSON).orElseThrow(),
                                    stored.people().find(TWIN).orElseThrow(),
                                    likeness)),
                            TestBook.START);
            stored.duplicateCompanies()
                    .save(
                            List.of(new Duplicate<>(
                                    stored.companies().find(COMPANY).orElseThrow(),
                                    stored.companies().find(OTHER).orElseThrow(),
                                    likeness)),
                            TestBook.START);
            stored.events().sequence();
            stored.answers().save(new Answer(KEY, "print", "answer", TestBook.START.plusSeconds(60)));
            stored.imports().addUpload(run(), ImportOptions.USUAL);
            stored.imports().addContent(IMPORT, 0, 0, new byte[] {1});
            stored.imports().reject(IMPORT, List.of(reject(false), reject(true)));
            stored.views().create(VIEW, TestBook.START);
            stored.jobs().add(new JobRequest(SEARCH, OutreachFilter.ALL, Cause.UNKNOWN, false), 1, TestBook.START);
            var job = stored.jobs().add(REQUEST, 1, TestBook.START);
            stored.jobs().refuse(job.id(), List.of(refusal()));
            stored.jobs().record(job.id(), List.of(new Undoable.Moved(OUTREACH, OutreachState.NEW, 10)));
            return job;
        });
    }

    private static BatchRefusal refusal() {
        return new BatchRefusal.TransitionRefused(
                OUTREACH, new NotAllowed(OutreachState.READY, OutreachState.STARTING, Set.of()));
    }

    private static Reject reject(boolean warning) {
        return new Reject("people.csv", 2, null, null, "why", warning);
    }

    private static ImportRun run() {
        return new ImportRun(
                IMPORT,
                List.of("people.csv"),
                ImportRun.Status.RUNNING,
                false,
                10,
                ImportProgress.START,
                null,
                TestBook.START,
                null,
                null,
                List.of());
    }

    private void decide(Job job) {
        var all = DATABASE.transactions();
        Outreach outreach = all.<Optional<Outreach>>read(
                        stored -> stored.outreaches().find(OUTREACH))
                .orElseThrow();
        Map<PersonId, Person> people = all.read(stored -> stored.people().findAll(List.of(PERSON, TWIN)));
        Map<CompanyId, Company> companies =
                all.read(stored -> stored.companies().findAll(List.of(COMPANY, OTHER)));
        var person = requireNonNull(people.get(PERSON));
        var twin = requireNonNull(people.get(TWIN));
        var company = requireNonNull(companies.get(COMPANY));
        var other = requireNonNull(companies.get(OTHER));

        call("outreaches.find", stored -> stored.outreaches().find(OUTREACH));
        call(
                "outreaches.page",
                stored -> stored.outreaches()
                        .page(new OutreachQuery(OutreachFilter.ALL, OutreachSort.NEWEST_FIRST, PAGE)));
        call("outreaches.walk", stored -> stored.outreaches().walk(OutreachFilter.ALL, SLICE));
        call(
                "outreaches.count",
                stored -> stored.outreaches().count(OutreachFilter.ALL)
                        + stored.outreaches().count(OutreachFilter.ALL, null));
        call("outreaches.optedOut", stored -> stored.outreaches().optedOut(OutreachFilter.ALL, 10));
        call("outreaches.stats", stored -> stored.outreaches().stats(OutreachFilter.ALL));
        call("outreaches.history", stored -> stored.outreaches().history(OUTREACH, PAGE));
        call("outreaches.times", stored -> stored.outreaches().times(List.of(OUTREACH)));
        call(
                "outreaches.findAll",
                stored -> Stream.of(
                                stored.outreaches().findAll(List.of(OUTREACH)),
                                stored.outreaches().findAll(List.of(OUTREACH), OutreachFilter.ALL))
                        .flatMap(found -> found.values().stream())
                        .toList());
        call("outreaches.lock", stored -> stored.outreaches().lock(List.of(OUTREACH)));
        call("outreaches.lockNext", stored -> stored.outreaches().lockNext(OutreachFilter.ALL, SLICE));
        change(
                "outreaches.saveMoved",
                stored -> stored.outreaches().saveMoved(List.of((Moved)
                        outreach.transitionTo(OutreachState.NOT_AVAILABLE, Circumstances.at(TestBook.START)))));
        change(
                "outreaches.saveAssigned",
                stored -> stored.outreaches().saveAssigned(List.of(outreach.unassigned()), Cause.UNKNOWN));
        change("outreaches.delete", stored -> stored.outreaches().delete(OUTREACH, Cause.UNKNOWN));

        call("companies.find", stored -> stored.companies().find(COMPANY));
        call("companies.findAll", stored -> stored.companies().findAll(List.of(COMPANY)));
        call(
                "companies.page",
                stored -> stored.companies().page(new CompanyQuery(CompanyFilter.ALL, CompanySort.NEWEST_FIRST, PAGE)));
        call("companies.lock", stored -> stored.companies().lock(COMPANY));
        change("companies.save", stored -> stored.companies().save(Company.named(COMPANY, "Taken", DAN)));
        call("companies.lockAll", stored -> stored.companies().lockAll(List.of(COMPANY)));
        change("companies.handOver", stored -> stored.companies().handOver(List.of(COMPANY), DAN));
        call("companies.dependents", stored -> stored.companies().dependents(COMPANY));
        change("companies.delete", stored -> stored.companies().delete(OTHER));

        call("people.find", stored -> stored.people().find(PERSON));
        call("people.findAll", stored -> stored.people().findAll(List.of(PERSON)));
        call(
                "people.page",
                stored -> stored.people().page(new PersonQuery(PersonFilter.ALL, NameSort.NEWEST_FIRST, PAGE)));
        call("people.lock", stored -> stored.people().lock(PERSON));
        change(
                "people.save",
                stored -> stored.people().save(new Person(PERSON, "Taken", null, OTHER, null, null, null)));
        call("people.dependents", stored -> stored.people().dependents(PERSON));
        change("people.delete", stored -> stored.people().delete(TWIN));
        call("people.optOuts", stored -> stored.people().optOuts(List.of(PERSON)));

        call("answers.find", stored -> stored.answers().find(KEY));
        call("events.after", stored -> stored.events().after(new EventPosition(0), 10));

        call("jobs.find", stored -> stored.jobs().find(job.id()));
        call("jobs.lock", stored -> stored.jobs().lock(job.id()));
        call("jobs.creator", stored -> stored.jobs().creator(job.id()));
        call("jobs.unfinished", stored -> stored.jobs().unfinished(SEARCH));
        change("jobs.save", stored -> stored.jobs().save(job.stopped(TestBook.START)));
        change("jobs.refuse", stored -> stored.jobs().refuse(job.id(), List.of(refusal())));
        change(
                "jobs.record",
                stored -> stored.jobs().record(job.id(), List.of(new Undoable.Moved(OUTREACH, OutreachState.NEW, 10))));
        call("jobs.changes", stored -> stored.jobs().changes(job.id(), 1));
        call("jobs.refusals", stored -> stored.jobs().refusals(job.id()));
        call("views.find", stored -> stored.views().find(VIEW.id()));
        call("views.lock", stored -> stored.views().lock(VIEW.id()));
        call("views.page", stored -> stored.views().page(PAGE));
        change("views.save", stored -> stored.views().save(VIEW));
        change("views.delete", stored -> stored.views().delete(VIEW.id()));
        call("insights.read", stored -> stored.insights().read(WEEKS, new InsightFilter.All()));
        call("insights.groups", stored -> stored.insights().groups(WEEKS, InsightGrouping.OWNER, PAGE));
        call("jobs.page", stored -> stored.jobs().page(null, PAGE));

        call("imports.unfinished", stored -> stored.imports().unfinished(IMPORT.value()));
        call("imports.find", stored -> stored.imports().find(IMPORT));
        call("imports.creator", stored -> stored.imports().creator(IMPORT));
        call("imports.page", stored -> stored.imports().page(PAGE));
        call("imports.lock", stored -> stored.imports().lock(IMPORT));
        call("imports.options", stored -> stored.imports().options(IMPORT));
        change("imports.addContent", stored -> stored.imports().addContent(IMPORT, 1, 0, new byte[] {1}));
        call("imports.content", stored -> stored.imports().content(IMPORT, 0, 0));
        change("imports.deleteContent", stored -> stored.imports().deleteContent(IMPORT));
        change("imports.delete", stored -> stored.imports().delete(IMPORT));
        change("imports.save", stored -> stored.imports().save(run()));
        change("imports.reject", stored -> stored.imports().reject(IMPORT, List.of(reject(false))));
        change("imports.sortRejects", stored -> stored.imports().sortRejects(IMPORT));
        call("imports.rejects", stored -> stored.imports().rejects(IMPORT, 0, 10));
        call("imports.rejectCount", stored -> stored.imports().rejectCount(IMPORT));
        call("imports.warningCount", stored -> stored.imports().warningCount(IMPORT));

        call("duplicatePeople.page", stored -> stored.duplicatePeople().page(null, PAGE));
        call("duplicatePeople.count", stored -> stored.duplicatePeople().count(Confidence.EXACT));
        call("duplicatePeople.total", stored -> stored.duplicatePeople().total());
        call("duplicatePeople.search", stored -> stored.duplicatePeople().search(0, 10));
        call("duplicatePeople.exact", stored -> stored.duplicatePeople().exact(0, 10));
        change(
                "duplicatePeople.removeBefore",
                stored -> stored.duplicatePeople().removeBefore(TestBook.START.plusSeconds(1)));
        call("duplicateCompanies.page", stored -> stored.duplicateCompanies().page(null, PAGE));
        call("duplicateCompanies.count", stored -> stored.duplicateCompanies().count(Confidence.EXACT));
        call("duplicateCompanies.total", stored -> stored.duplicateCompanies().total());
        call("duplicateCompanies.search", stored -> stored.duplicateCompanies().search(0, 10));
        call("duplicateCompanies.exact", stored -> stored.duplicateCompanies().exact(0, 10));
        change(
                "duplicateCompanies.removeBefore",
                stored -> stored.duplicateCompanies().removeBefore(TestBook.START.plusSeconds(1)));

        call("merges.successors", stored -> stored.merges().successors(List.of(new PersonId("per_3"))));
        call("merges.isEmpty", stored -> stored.merges().isEmpty());
        call("merges.lockPeople", stored -> stored.merges().lockPeople(List.of(PERSON)));
        call("merges.lockCompanies", stored -> stored.merges().lockCompanies(List.of(COMPANY)));
        call("merges.outreachesOf", stored -> stored.merges().outreachesOf(List.of(PERSON)));
        change(
                "merges.savePeople",
                stored -> stored.merges()
                        .savePeople(
                                List.of(PersonMerge.of(twin, person, List.of(), List.of())),
                                Cause.UNKNOWN,
                                TestBook.START));
        change(
                "merges.saveCompanies",
                stored -> stored.merges()
                        .saveCompanies(List.of(CompanyMerge.of(other, company)), Cause.UNKNOWN, TestBook.START));
        decideBook(company, person, outreach);
    }

    private void decideBook(Company company, Person person, Outreach outreach) {
        decideBook("companies", BookRepository::companies, COMPANY, company, NaturalKey.FOLDED_NAME, "acme", ANN);
        decideBook(
                "people",
                BookRepository::people,
                PERSON,
                person,
                NaturalKey.EMAIL,
                requireNonNull(person.email()),
                COMPANY);
        call("book.outreaches.lock", stored -> stored.book().outreaches().lock(List.of(OUTREACH)));
        call(
                "book.outreaches.existingPeople",
                stored -> stored.book().outreaches().existingPeople(List.of(PERSON)));
        call("book.outreaches.ofPeople", stored -> stored.book().outreaches().ofPeople(List.of(PERSON)));
        change(
                "book.outreaches.add",
                stored -> stored.book()
                        .outreaches()
                        .add(List.of(new Entry(
                                Outreach.open(new OutreachId("out_new"), Channel.PHONE, PERSON),
                                TestBook.START,
                                List.of()))));
        change(
                "book.outreaches.replace",
                stored -> stored.book().outreaches().replace(List.of(new Entry(outreach, TestBook.START, List.of()))));
    }

    private <K extends Id, T> void decideBook(
            String name,
            Function<BookRepository, BulkDirectory<K, T>> directory,
            K id,
            T record,
            NaturalKey key,
            String value,
            Id referred) {
        Function<Repositories, BulkDirectory<K, T>> of = stored -> directory.apply(stored.book());
        call("book." + name + ".existing", stored -> of.apply(stored).existing(List.of(id)));
        call("book." + name + ".lock", stored -> of.apply(stored).lock(List.of(id)));
        call(
                "book." + name + ".matching",
                stored -> List.of(
                                of.apply(stored).matching(key, List.of(value)),
                                of.apply(stored).matching(key, List.of(value), List.of(referred)))
                        .stream()
                        .filter(found -> !found.isEmpty())
                        .toList());
        change(
                "book." + name + ".replace",
                stored -> of.apply(stored).replace(List.of(new Created<>(record, TestBook.START.plusSeconds(1)))));
    }

    @Test
    void every_method_of_a_repository_has_a_decision() {
        decide(fill());
        var decided = new TreeSet<>(calls.keySet());
        decided.addAll(UNSCOPED_METHODS.keySet());
        var methods = new TreeSet<String>();
        for (var part : List.of("companies", "people", "outreaches")) {
            Stream.of("outreaches".equals(part) ? BookRepository.Outreaches.class : BulkDirectory.class)
                    .flatMap(type -> Arrays.stream(type.getMethods()))
                    .forEach(method -> methods.add("book." + part + "." + method.getName()));
        }
        for (var repository : Repositories.class.getMethods()) {
            var name = repository.getName();
            if (!repository.isDefault()
                    && !List.of("book", "caller", "within").contains(name)
                    && !UNSCOPED.containsKey(name)) {
                Arrays.stream(repository.getReturnType().getMethods())
                        .map(Method::getName)
                        .forEach(method -> methods.add(name + "." + method));
            }
        }

        assertThat(decided).isEqualTo(methods);
    }

    @Test
    void nothing_outside_of_the_scope_is_returned_or_changed() {
        decide(fill());
        var foreign = DATABASE.transactions().within(FOREIGN);
        var before = content();

        calls.forEach((method, call) -> {
            Object result = null;
            try {
                result = run(method, foreign);
            } catch (RuntimeException e) {
                // As for a record that does not exist.
                assertThat(method).doesNotEndWith(".page");
                assertThat(String.valueOf(e.getMessage())).as(method).doesNotContain("Acme", "Person per");
            }
            assertThat(isNothing(result)).as("%s returned %s", method, result).isTrue();
            assertThat(content()).as(method).isEqualTo(before);
        });
    }

    @Test
    void the_same_calls_return_something_to_the_owner() {
        decide(fill());
        var owner = DATABASE.transactions().within(OWNER);

        for (var read : List.of(
                "outreaches.find",
                "outreaches.page",
                "outreaches.walk",
                "outreaches.count",
                "outreaches.stats",
                "outreaches.history",
                "outreaches.lock",
                "outreaches.lockNext",
                "companies.page",
                "companies.lock",
                "people.page",
                "people.lock",
                "book.companies.existing",
                "book.companies.lock",
                "book.companies.matching",
                "book.people.existing",
                "book.people.lock",
                "book.people.matching",
                "book.outreaches.lock",
                "book.outreaches.existingPeople",
                "book.outreaches.ofPeople",
                "answers.find",
                "events.after",
                "insights.read",
                "insights.groups",
                "views.find",
                "views.lock",
                "views.page",
                "jobs.page",
                "jobs.changes",
                "jobs.refusals",
                "jobs.unfinished",
                "imports.page",
                "imports.creator",
                "imports.options",
                "imports.content",
                "imports.rejects",
                "duplicatePeople.page",
                "duplicatePeople.search",
                "duplicatePeople.exact",
                "duplicateCompanies.page",
                "merges.successors",
                "merges.lockPeople",
                "merges.lockCompanies",
                "merges.outreachesOf")) {
            assertThat(isNothing(run(read, owner))).as(read).isFalse();
        }
    }

    /** Makes a call. A page has a snapshot and can't be part of a transaction. */
    private @Nullable Object run(String method, Transactions storage) {
        Function<Repositories, ?> call = requireNonNull(calls.get(method));
        Function<Repositories, Object> work = stored -> Optional.ofNullable(call.apply(stored));
        return method.endsWith(".page") ? storage.read(work) : storage.write(work);
    }

    private static boolean isNothing(@Nullable Object result) {
        return switch (result) {
            case null -> true;
            case Boolean flag -> !flag;
            case Long number -> number == 0;
            case Optional<?> found -> found.isEmpty() || isNothing(found.get());
            case Collection<?> all -> all.isEmpty();
            case Map<?, ?> all -> all.isEmpty();
            case Page<?> page -> page.items().isEmpty() && page.totalCount() == 0;
            case Slice<?> slice -> slice.items().isEmpty() && slice.next() == null;
            case OutreachStats stats -> stats.total() == 0;
            case Insights insights ->
                insights.stays().isEmpty()
                        && insights.weeks().stream()
                                .allMatch(week -> week.flow().equals(new Insights.Flow(0, 0, Map.of())));
            case OutreachRepository.OptedOut optedOut -> optedOut.stats().total() == 0;
            case Step<?> step -> step.candidates().isEmpty();
            default -> false;
        };
    }

    /** Returns a digest of all tables. */
    private static String content() {
        return List.of(
                        "outreaches",
                        "outreach_transitions",
                        "people",
                        "companies",
                        "users",
                        "saved_views",
                        "jobs",
                        "job_refusals",
                        "job_changes",
                        "imports",
                        "import_contents",
                        "import_rejects",
                        "merged_people",
                        "merged_companies",
                        "duplicate_people",
                        "duplicate_companies",
                        "events",
                        "idempotency_keys")
                .stream()
                .map(table -> table
                        + DATABASE.sql()
                                .fetchSingle("select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from "
                                        + table + " t")
                                .get(0))
                .collect(Collectors.joining(","));
    }
}
