package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.outreach.OutreachServices;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Person;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code grow duplicates}: finds duplicates, and merges those that are exact. */
@Command(
        name = "duplicates",
        description = {
            "Finds people and companies that are probably duplicates, and prints them as tab-separated columns: kind, id, into,"
                    + " reason, confidence, name, into_name.",
            "An interrupted command resumes where it stopped."
        })
final class DuplicatesCommand extends Subcommand {

    private static final Cause CAUSE = new Cause("grow duplicates", null, "{}");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "The kind of the records: people or companies. Default: both.")
    @Nullable String kind;

    @Option(
            names = "--merge-exact",
            description = "Merges the duplicates that share an e-mail address, a LinkedIn profile or a domain and don't"
                    + " contradict each other. The older record stays.")
    boolean mergeExact;

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws StartException {
        var kinds = kinds();
        return database.useExisting(opened -> run(kinds, opened));
    }

    private List<DuplicateKind> kinds() throws StartException {
        if (kind == null) {
            // Companies first: people who are at one company afterwards may be found by their name.
            return List.of(DuplicateKind.COMPANIES, DuplicateKind.PEOPLE);
        }
        return List.of(DuplicateKind.parse(kind)
                .orElseThrow(
                        () -> new StartException("there is no kind '%s'; use people or companies".formatted(kind))));
    }

    private int run(List<DuplicateKind> kinds, Database opened) throws StartException {
        var transactions = opened.taskTransactions();
        var use = Services.over(transactions, opened.clock(), new SecureRandom());
        var jobs = OutreachServices.jobs(transactions, opened.clock());
        for (var each : kinds) {
            var duplicates = use.directory().duplicates();
            var searched = run(duplicates.search(each, CAUSE), jobs, use);
            say("Searched %,d %s.".formatted(searched.successCount(), each.value()));
            if (mergeExact) {
                var merged = run(duplicates.mergeExact(each, CAUSE), jobs, use);
                say("Merged %,d pairs of %s.".formatted(merged.successCount(), each.value()));
            }
            if (each == DuplicateKind.PEOPLE) {
                print(
                        each,
                        page -> duplicates.people(null, page),
                        Person::name,
                        person -> person.id().value());
            } else {
                print(
                        each,
                        page -> duplicates.companies(null, page),
                        Company::name,
                        company -> company.id().value());
            }
        }
        return 0;
    }

    /** Runs a job to its end. A server on the same database may run steps of it meanwhile. */
    private static Job run(Job job, Task jobs, UseCases use) throws StartException {
        var again = Optional.of(Instant.MIN);
        while (again.isPresent()) {
            again = jobs.run(job.id().value());
        }
        var ended = use.outreaches().getJob().get(job.id()).orElseThrow().job();
        if (ended.status() != JobStatus.COMPLETED) {
            throw new StartException("the job %s is %s%s"
                    .formatted(
                            ended.id(), ended.status().value(), ended.detail() == null ? "" : ": " + ended.detail()));
        }
        return ended;
    }

    private <T> void print(
            DuplicateKind each,
            Function<PageRequest, Page<Duplicate<T>>> pages,
            Function<T, String> name,
            Function<T, String> id) {
        var out = out();
        Page<Duplicate<T>> page;
        long number = 1;
        do {
            page = pages.apply(new PageRequest(number++, PageRequest.MAX_SIZE));
            for (var pair : page.items()) {
                out.println(String.join(
                        "\t",
                        each.value(),
                        id.apply(pair.from()),
                        id.apply(pair.into()),
                        pair.likeness().reason().value(),
                        pair.likeness().confidence().value(),
                        name.apply(pair.from()),
                        name.apply(pair.into())));
            }
        } while (number <= page.totalPages());
        out.flush();
        say("Found %,d pairs of %s%s."
                .formatted(page.totalCount(), each.value(), mergeExact ? " that are left to you" : ""));
    }
}
