package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.User;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files of an exported book of business, one per kind of rows, which an import can read. The files are renamed to
 * their final names only after all of them are complete and flushed to disk and those of an earlier export are deleted. An
 * interrupted export therefore leaves neither truncated files nor files of two exports.
 *
 * @param directory the directory of the files
 * @param format the file format
 */
public record BookFiles(Path directory, RowFormat format) {

    /** Writes all files and replaces existing ones. */
    public void write(BookOfBusiness book) throws IOException {
        Files.createDirectories(directory);
        var written = new ArrayList<Path>();
        try {
            written.add(write(ImportKind.USERS, book.users(), BookFiles::user));
            written.add(write(ImportKind.SEQUENCES, book.sequences(), BookFiles::sequence));
            written.add(write(ImportKind.COMPANIES, book.companies(), BookFiles::company));
            written.add(write(ImportKind.PEOPLE, book.people(), BookFiles::person));
            written.addAll(writeOutreaches(book.outreaches()));
            for (var file : written) {
                force(unfinished(file));
            }
        } catch (IOException | RuntimeException e) {
            for (var kind : ImportKind.values()) {
                Files.deleteIfExists(unfinished(file(kind)));
            }
            throw e;
        }
        for (var file : written) {
            Files.deleteIfExists(file);
        }
        for (var file : written) {
            Files.move(unfinished(file), file);
        }
        force(directory);
    }

    /** Flushes a file or directory to disk, so that it survives a power failure. */
    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path)) {
            channel.force(true);
        }
    }

    private Path file(ImportKind kind) {
        return directory.resolve(kind.value() + format.extension());
    }

    /** Returns the hidden temporary name of a file that is not complete. */
    private static Path unfinished(Path file) {
        return file.resolveSibling(".%s.part".formatted(file.getFileName()));
    }

    private RowWriter open(ImportKind kind) throws IOException {
        return format.write(Files.newBufferedWriter(unfinished(file(kind))), kind.columns());
    }

    private <T> Path write(ImportKind kind, Iterable<T> things, Function<T, List<@Nullable Object>> cells)
            throws IOException {
        try (var out = open(kind)) {
            for (var thing : things) {
                out.write(cells.apply(thing));
            }
        }
        return file(kind);
    }

    private List<Path> writeOutreaches(Iterable<Entry> entries) throws IOException {
        try (var outreaches = open(ImportKind.OUTREACHES);
                var transitions = open(ImportKind.TRANSITIONS)) {
            for (var entry : entries) {
                outreaches.write(outreach(entry));
                for (var transition : entry.history()) {
                    transitions.write(transition(transition));
                }
            }
        }
        return List.of(file(ImportKind.OUTREACHES), file(ImportKind.TRANSITIONS));
    }

    private static List<@Nullable Object> cells(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static @Nullable String text(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private static List<@Nullable Object> user(Created<User> user) {
        return cells(
                user.value().id().value(), user.value().name(), user.value().email(), user.at());
    }

    private static List<@Nullable Object> sequence(Created<Sequence> sequence) {
        return cells(sequence.value().id().value(), sequence.value().name(), sequence.at());
    }

    private static List<@Nullable Object> company(Created<Company> created) {
        var company = created.value();
        var profile = company.profile();
        var status = company.enrichment().status();
        return cells(
                company.id().value(),
                company.name(),
                profile.domain(),
                text(company.ownerId()),
                profile.fit() == Fit.UNKNOWN ? null : profile.fit() == Fit.YES,
                profile.segments(),
                profile.countries().stream().map(Country::code).toList(),
                profile.overallScore(),
                status == null ? null : status.value(),
                company.enrichment().lastCompletedAt(),
                created.at());
    }

    private static List<@Nullable Object> person(Created<Person> created) {
        var person = created.value();
        return cells(
                person.id().value(),
                person.name(),
                person.title(),
                person.companyId().value(),
                person.email(),
                person.phone(),
                person.linkedinUrl(),
                person.optOuts().stream().map(Channel::value).sorted().toList(),
                created.at());
    }

    private static List<@Nullable Object> outreach(Entry entry) {
        var outreach = entry.outreach();
        return cells(
                outreach.id().value(),
                outreach.channel().value(),
                outreach.personId().value(),
                text(outreach.sequenceId().orElse(null)),
                outreach.currentState().value(),
                entry.createdAt());
    }

    private static List<@Nullable Object> transition(Transition transition) {
        var cause = transition.cause();
        return cells(
                transition.outreachId().value(),
                transition.sortKey(),
                transition.fromState().value(),
                transition.toState().value(),
                transition.createdAt(),
                cause.actor(),
                cause.reason(),
                new RowWriter.Json(cause.metadata()));
    }
}
