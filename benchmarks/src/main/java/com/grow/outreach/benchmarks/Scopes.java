package com.grow.outreach.benchmarks;

import com.grow.outreach.adapter.persistence.ScopedOutreaches;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares lists and totals of a scope with the same ones filtered by one owner, both through the persistence adapter. The
 * scopes have 1 and 50 owners, without and with the companies that have no owner.
 */
final class Scopes implements Part {

    private static final int TURNS = 11;

    @Override
    public void measure(Target target) throws Exception {
        var lists = new Ratios();
        var totals = new Ratios();
        try (var sql = target.sql()) {
            // The owners in the middle, by their numbers of companies.
            var owners = sql.texts("""
                    select users.public_id from users join companies on owner_id = users.id
                    group by users.public_id order by count(*), users.public_id
                    """);
            var everything = ScopedOutreaches.of(sql.connection(), Scope.EVERYTHING);
            var middle = owners.get(owners.size() / 2);
            var filter = new OutreachFilter(null, null, null, null, null, new UserId(middle));
            for (int team : List.of(1, 50)) {
                int from = Math.max(0, owners.size() / 2 - team / 2);
                Set<UserId> ids =
                        owners.stream().skip(from).limit(team).map(UserId::new).collect(Collectors.toSet());
                for (boolean unowned : List.of(false, true)) {
                    var scoped = ScopedOutreaches.of(sql.connection(), new Scope.OwnedBy(ids, unowned));
                    var name = "%d of %d owners%s".formatted(ids.size(), owners.size(), unowned ? ", unowned" : "");
                    for (var key : OutreachSort.Key.values()) {
                        var sort = new OutreachSort(key, Direction.DESC);
                        var page = PageRequest.first();
                        var all = new OutreachQuery(OutreachFilter.ALL, sort, page);
                        var filtered = new OutreachQuery(filter, sort, page);
                        lists.sideBySide(
                                "%s, by %s".formatted(name, key.name().toLowerCase(Locale.ROOT)),
                                () -> scoped.page(all),
                                () -> everything.page(filtered),
                                TURNS);
                    }
                    totals.sideBySide(
                            name, () -> scoped.count(OutreachFilter.ALL), () -> everything.count(filter), TURNS);
                }
            }
        }
        lists.print("The first page of a scope and its total", "scoped / filtered by one owner");
        totals.print("The total of a scope", "scoped / filtered by one owner");
    }
}
