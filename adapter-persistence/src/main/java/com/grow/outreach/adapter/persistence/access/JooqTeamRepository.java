package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.TEAMS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.tables.records.TeamsRecord;
import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.list.RowsRepository;
import com.grow.outreach.adapter.persistence.list.TextConditions;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Team;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** The teams in PostgreSQL, within one transaction or read. */
public final class JooqTeamRepository extends RowsRepository<TeamId, Team, NamedQuery> {

    private static final Field<String[]> MEMBERS = field(
                    array(select(USERS.PUBLIC_ID).from(USERS).where(USERS.TEAM_ID.eq(TEAMS.ID))))
            .as("members");

    private static final DirectoryList.Rows<Team> ROWS = new DirectoryList.Rows<>(
            TEAMS.ID,
            TEAMS.PUBLIC_ID,
            TEAMS.CREATED_AT,
            TEAMS,
            List.of(TEAMS.PUBLIC_ID, TEAMS.NAME, MEMBERS),
            JooqTeamRepository::team);

    private static Team team(Record row) {
        return new Team(
                new TeamId(row.get(TEAMS.PUBLIC_ID)),
                row.get(TEAMS.NAME),
                Stream.of(row.get(MEMBERS)).map(UserId::new).collect(Collectors.toUnmodifiableSet()));
    }

    public JooqTeamRepository(DSLContext dsl) {
        super(ROWS, Team::id, dsl);
    }

    @Override
    public boolean create(Team team, Instant createdAt) {
        boolean created = super.create(team, createdAt);
        if (created) {
            saveMembers(team);
        }
        return created;
    }

    @Override
    public void save(Team team) {
        super.save(team);
        saveMembers(team);
    }

    /** Members of another team move to this one. */
    private void saveMembers(Team team) {
        long key = key(team.id());
        var members = USERS.PUBLIC_ID.eq(any(val(ids(team.members()), SQLDataType.VARCHAR.array())));
        // In the order of their keys, so that concurrent changes of teams don't deadlock.
        dsl().select(USERS.ID)
                .from(USERS)
                .where(members.or(USERS.TEAM_ID.eq(key)))
                .orderBy(USERS.ID)
                .forNoKeyUpdate()
                .fetch();
        dsl().update(USERS)
                .setNull(USERS.TEAM_ID)
                .where(USERS.TEAM_ID.eq(key))
                .andNot(members)
                .execute();
        dsl().update(USERS).set(USERS.TEAM_ID, key).where(members).execute();
    }

    private static List<String> ids(Set<UserId> users) {
        return users.stream().map(UserId::value).sorted().toList();
    }

    @Override
    public long dependents(TeamId id) {
        return 0;
    }

    @Override
    protected TeamsRecord row(Team team) {
        var row = new TeamsRecord();
        row.setName(team.name());
        return row;
    }

    /** Sorts all teams that match, because they are few. */
    @Override
    public Page<Team> page(NamedQuery query) {
        var where = query.name() == null ? noCondition() : TextConditions.containsWords(TEAMS.NAME, query.name());
        var page = query.page();
        var items = dsl().select(TEAMS.PUBLIC_ID, TEAMS.NAME, MEMBERS)
                .from(TEAMS)
                .where(where)
                .orderBy(DirectoryList.byName(query.sort(), TEAMS.NAME, List.of(TEAMS.CREATED_AT.desc(), TEAMS.ID)))
                .offset(page.offset())
                .limit(page.size())
                .fetch(JooqTeamRepository::team);
        return new Page<>(items, page, dsl().fetchCount(TEAMS, where));
    }
}
