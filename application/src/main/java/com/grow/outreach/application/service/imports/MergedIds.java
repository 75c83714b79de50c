package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.MergeRepository;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ids in rows that merged records had, with the ids of the records that replaced them.
 *
 * @param successors the ids by the merged ids
 */
record MergedIds(Map<String, String> successors) {

    private static final Set<String> COLUMNS = Set.of("id", "person_id", "company_id", "outreach_id");

    /** The columns that remain of a replaced outreach, which never moved: they identify the outreach that replaced it. */
    private static final Set<String> OF_REPLACED_OUTREACH = Set.of("id", "channel", "person_id");

    /** Finds the merged ids in rows. */
    static MergedIds in(List<RowGroup> groups, MergeRepository merges) {
        if (merges.isEmpty()) {
            return new MergedIds(Map.of());
        }
        var texts = new HashSet<String>();
        groups.stream()
                .flatMap(MergedIds::items)
                .forEach(row -> COLUMNS.forEach(column -> add(row.values().get(column), texts)));
        var successors = new HashMap<String, String>();
        add(PersonId.KIND, texts, merges, successors);
        add(CompanyId.KIND, texts, merges, successors);
        add(OutreachId.KIND, texts, merges, successors);
        return new MergedIds(successors);
    }

    private static Stream<Row> items(RowGroup group) {
        return Stream.concat(Stream.ofNullable(group.row()), group.history().stream())
                .filter(Row.class::isInstance)
                .map(Row.class::cast);
    }

    private static void add(@Nullable String text, Set<String> texts) {
        if (text != null) {
            texts.add(text.strip());
        }
    }

    private static <I extends Id> void add(
            IdKind<I> kind, Set<String> texts, MergeRepository merges, Map<String, String> successors) {
        var ids = texts.stream().flatMap(text -> kind.parse(text).stream()).toList();
        if (!ids.isEmpty()) {
            merges.successors(ids).forEach((merged, successor) -> successors.put(merged.value(), successor.value()));
        }
    }

    /** Returns the rows with the merged ids replaced. */
    List<RowGroup> replace(List<RowGroup> groups) {
        return successors.isEmpty()
                ? groups
                : groups.stream()
                        .map(group -> new RowGroup(
                                replace(group.row()),
                                group.history().stream()
                                        .<Item>map(this::replaced)
                                        .toList()))
                        .toList();
    }

    private @Nullable Item replace(@Nullable Item item) {
        return item == null ? null : replaced(item);
    }

    private Item replaced(Item item) {
        if (!(item instanceof Row row)) {
            return item;
        }
        var values = new LinkedHashMap<String, @Nullable String>(row.values());
        boolean ofReplacedOutreach = false;
        for (var column : COLUMNS) {
            var text = values.get(column);
            var successor = text == null ? null : successors.get(text.strip());
            if (successor != null) {
                values.put(column, successor);
                ofReplacedOutreach |= column.equals("id") && successor.startsWith(OutreachId.KIND.prefix());
            }
        }
        if (ofReplacedOutreach) {
            values.keySet().retainAll(OF_REPLACED_OUTREACH);
        }
        return new Row(row.line(), row.lastLine(), values);
    }
}
