package com.grow.outreach.adapter.rest.access;

import static com.grow.outreach.domain.access.Permission.ADMINISTER;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.WebhookId;
import com.grow.outreach.domain.access.AuditEntry;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** REST adapter: {@code /api/audit}. */
public record AuditRoutes() implements HttpService {

    private static final List<IdKind<? extends Id>> SUBJECTS = List.of(
            CompanyId.KIND,
            PersonId.KIND,
            SequenceId.KIND,
            UserId.KIND,
            TeamId.KIND,
            TokenId.KIND,
            WebhookId.KIND,
            SessionId.KIND,
            SavedViewId.KIND,
            JobId.KIND,
            ImportId.KIND);
    private static final Pattern ACTION = Pattern.compile("[a-z_]{1,32}\\.[a-z_]{1,32}");

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(ADMINISTER, this::list));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var filter = new AuditFilter(
                parameters.parsed("subject_id", AuditRoutes::subject, "expected an id such as com_12345"),
                parameters.id("user_id", UserId.KIND),
                parameters.parsed("action", AuditRoutes::action, "expected an action such as company.updated"),
                new Range<>(parameters.instant("after"), parameters.instant("before")));
        var asked = parameters.page();
        parameters.check();
        var page = Call.of(request).useCases().access().audit().page(filter, asked);
        Responses.page(request, response, page, Json.page(page, AuditRoutes::write));
    }

    private static Optional<Id> subject(String text) {
        return SUBJECTS.stream()
                .flatMap(kind -> kind.parse(text).<Id>map(id -> id).stream())
                .findFirst();
    }

    private static Optional<String> action(String text) {
        return Optional.of(text).filter(given -> ACTION.matcher(given).matches());
    }

    private static void write(JsonGenerator json, AuditEntry entry) throws IOException {
        var author = entry.author();
        var user = author.user();
        json.writeStartObject();
        json.writeStringField("at", entry.at().toString());
        json.writeStringField("user_id", user == null ? null : user.value());
        json.writeStringField("actor", author.actor());
        json.writeStringField("action", entry.action());
        json.writeStringField("subject_id", entry.subjectId());
        writeObject(json, "before", entry.before());
        writeObject(json, "after", entry.after());
        json.writeStringField("request_id", author.requestId());
        json.writeEndObject();
    }

    private static void writeObject(JsonGenerator json, String name, @Nullable String object) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(object == null ? "null" : object);
    }
}
