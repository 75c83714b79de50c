package com.grow.outreach.application.port.out;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.ImportId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of {@link InMemoryStorage} about imports. */
final class InMemoryImports implements ImportRepository {

    private final Map<ImportId, ImportRun> runs = new LinkedHashMap<>();
    private final Map<ImportId, String> fingerprints = new LinkedHashMap<>();
    private final Map<ImportId, List<Reject>> rejects = new LinkedHashMap<>();

    private final Map<ImportId, ImportOptions> options = new LinkedHashMap<>();

    /** By import, file and part. */
    private final Map<List<Object>, byte[]> contents = new LinkedHashMap<>();

    InMemoryImports copy() {
        var copy = new InMemoryImports();
        copy.runs.putAll(runs);
        copy.fingerprints.putAll(fingerprints);
        copy.options.putAll(options);
        copy.contents.putAll(contents);
        rejects.forEach((id, all) -> copy.rejects.put(id, new ArrayList<>(all)));
        return copy;
    }

    @Override
    public Optional<ImportRun> unfinished(String fingerprint) {
        return runs.values().stream()
                .filter(run -> run.status() == ImportRun.Status.RUNNING)
                .filter(run -> fingerprint.equals(fingerprints.get(run.id())))
                .reduce((earlier, later) -> later);
    }

    @Override
    public Optional<ImportRun> find(ImportId id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** Only anonymous callers create imports in memory. */
    @Override
    public Optional<Creator> creator(ImportId id) {
        return Optional.empty();
    }

    @Override
    public Page<ImportRun> page(PageRequest page) {
        var latest = runs.values().stream()
                .sorted(Comparator.comparing(ImportRun::createdAt)
                        .thenComparing(run -> run.id().value())
                        .reversed())
                .skip(page.offset())
                .limit(page.size())
                .toList();
        return new Page<>(latest, page, runs.size());
    }

    @Override
    public Optional<ImportRun> lock(ImportId id) {
        return find(id);
    }

    @Override
    public void add(ImportRun run, String fingerprint) {
        runs.put(run.id(), run);
        fingerprints.put(run.id(), fingerprint);
    }

    @Override
    public void addUpload(ImportRun run, ImportOptions how) {
        runs.put(run.id(), run);
        options.put(run.id(), how);
    }

    @Override
    public ImportOptions options(ImportId id) {
        return requireNonNull(options.get(id));
    }

    @Override
    public void addContent(ImportId id, int file, int part, byte[] bytes) {
        contents.put(List.of(id, file, part), bytes.clone());
    }

    @Override
    public Optional<byte[]> content(ImportId id, int file, int part) {
        return Optional.ofNullable(contents.get(List.<Object>of(id, file, part)))
                .map(byte[]::clone);
    }

    @Override
    public int queuedUploads() {
        return (int) runs.values().stream()
                .filter(run -> !run.isFinished() && options.containsKey(run.id()))
                .count();
    }

    @Override
    public long contentSize() {
        return contents.values().stream().mapToLong(part -> part.length).sum();
    }

    @Override
    public void deleteContent(ImportId id) {
        contents.keySet().removeIf(place -> place.contains(id));
    }

    @Override
    public void delete(ImportId id) {
        runs.remove(id);
        rejects.remove(id);
        deleteContent(id);
    }

    @Override
    public long rejectCount(ImportId id) {
        return count(id, false);
    }

    @Override
    public long warningCount(ImportId id) {
        return count(id, true);
    }

    private long count(ImportId id, boolean warnings) {
        return rejects.getOrDefault(id, List.of()).stream()
                .filter(reject -> reject.warning() == warnings)
                .count();
    }

    @Override
    public void save(ImportRun run) {
        runs.put(run.id(), run);
    }

    @Override
    public void reject(ImportId id, Collection<Reject> more) {
        rejects.computeIfAbsent(id, none -> new ArrayList<>()).addAll(more);
    }

    @Override
    public void sortRejects(ImportId id) {
        var unsorted = List.copyOf(rejects.getOrDefault(id, List.of()));
        var files = unsorted.stream().map(Reject::file).distinct().toList();
        rejects.getOrDefault(id, new ArrayList<>())
                .sort(Comparator.<Reject>comparingInt(reject -> files.indexOf(reject.file()))
                        .thenComparingLong(Reject::line));
    }

    @Override
    public List<Reject> rejects(ImportId id, long offset, int limit) {
        return rejects.getOrDefault(id, List.of()).stream()
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
