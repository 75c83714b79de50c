package com.grow.outreach.adapter.rest.event;

import static com.grow.outreach.domain.access.Permission.ADMINISTER;

import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.event.KeepWebhooks.Creation;
import com.grow.outreach.application.port.in.event.ReadDeliveries.Sending;
import com.grow.outreach.application.port.in.event.WebhookUseCases;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Endpoint;
import com.grow.outreach.domain.Webhook.Rotation;
import com.grow.outreach.domain.WebhookId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** REST adapter: {@code /api/webhooks} and its subpaths. */
public record WebhookRoutes(RequestBody body) implements HttpService {

    private static final Map<String, EventType> EVENTS =
            Words.of(EventType.subscribable().toArray(EventType[]::new), EventType::value);
    private static final Map<String, Delivery.Status> STATUSES =
            Words.of(Delivery.Status.values(), Delivery.Status::value);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(ADMINISTER, this::list).andPost(ADMINISTER, this::create))
                .any(
                        "/{id}",
                        Resource.get(ADMINISTER, this::get)
                                .andPatch(ADMINISTER, this::update)
                                .andDelete(ADMINISTER, this::delete))
                .any("/{id}/rotate_secret", Resource.post(ADMINISTER, this::rotateSecret))
                .any("/{id}/test", Resource.post(ADMINISTER, this::test))
                .any("/{id}/deliveries", Resource.get(ADMINISTER, this::deliveries))
                .any("/{id}/deliveries/{delivery}/resend", Resource.post(ADMINISTER, this::resend));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var asked = parameters.page();
        parameters.check();
        var page = webhooks(request).keep().list(asked);
        Responses.page(request, response, page, Json.page(page, WebhookJson::write));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var webhook = webhooks(request).keep().get(id).orElseThrow(() -> notFound(id.value()));
        Responses.ok(request, response, WebhookJson.webhook(webhook));
    }

    private void create(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var id = fields.givenId("id", WebhookId.KIND).value();
        fields.require("url");
        var url = fields.givenText("url", TextField.ENDPOINT);
        var events = fields.givenWords("events", EVENTS);
        var description = fields.givenTextOrNull("description", TextField.DESCRIPTION);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> {
            var endpoint = new Endpoint(url.get(), Set.copyOf(events.or(List.of())), description.value());
            return switch (use.webhooks().keep().create(id, endpoint)) {
                case Creation.Created(var webhook) ->
                    new Reply(
                            Status.CREATED_201,
                            Json.MEDIA_TYPE,
                            null,
                            "/api/webhooks/" + webhook.id(),
                            WebhookJson.withSecret(webhook));
                case Creation.IdTaken(var taken) -> throw ProblemException.idTaken("webhook", taken);
                case Creation.TooMany(int limit) ->
                    throw new ProblemException(new Problem(
                            Status.CONFLICT_409,
                            "The limit of %d webhooks is reached; delete one first, or raise --max-webhooks."
                                    .formatted(limit)));
            };
        });
    }

    private void update(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var url = fields.givenText("url", TextField.ENDPOINT);
        var events = fields.givenWords("events", EVENTS);
        var description = fields.givenTextOrNull("description", TextField.DESCRIPTION);
        var enabled = fields.givenBoolean("enabled");
        fields.checkThatOneIsGiven();
        Writes.answer(request, response, fields.source(), use -> {
            var changed = use.webhooks().keep().change(id, webhook -> {
                var endpoint = webhook.endpoint();
                return switched(webhook, enabled.value())
                        .with(new Endpoint(
                                url.or(endpoint.url()),
                                events.isGiven() ? Set.copyOf(events.get()) : endpoint.events(),
                                description.orNull(endpoint.description())));
            });
            return Reply.changed(WebhookJson.webhook(changed.orElseThrow(() -> notFound(id.value()))));
        });
    }

    private static Webhook switched(Webhook webhook, @Nullable Boolean enabled) {
        if (enabled == null) {
            return webhook;
        }
        return enabled ? webhook.enabled() : webhook.disabled();
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.optional(request);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> {
            if (!use.webhooks().keep().delete(id)) {
                throw notFound(id.value());
            }
            return Reply.done();
        });
    }

    private void rotateSecret(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.optional(request);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> switch (use.webhooks()
                .keep()
                .rotateSecret(id)
                .orElseThrow(() -> notFound(id.value()))) {
            case Rotation.Rotated(var webhook) -> Reply.ok(WebhookJson.withSecret(webhook));
            case Rotation.TooSoon(var formerUntil) ->
                throw new ProblemException(new Problem(
                        Status.CONFLICT_409,
                        "The former secret of the webhook %s is valid until %s; rotate the secret again after that."
                                .formatted(id, formerUntil)));
        });
    }

    private void deliveries(ServerRequest request, ServerResponse response) {
        var id = id(request);
        var parameters = QueryParameters.of(request);
        var status = parameters.word("status", STATUSES);
        var asked = parameters.page();
        parameters.check();
        var page = webhooks(request).deliveries().list(id, status, asked).orElseThrow(() -> notFound(id.value()));
        Responses.page(request, response, page, Json.page(page, WebhookJson::write));
    }

    private void resend(ServerRequest request, ServerResponse response) {
        var id = id(request);
        var text = request.path().pathParameters().get("delivery");
        var deliveryId = DeliveryId.KIND.parse(text).orElseThrow(() -> ProblemException.notFound("delivery", text));
        QueryParameters.rejectAll(request);
        var fields = body.optional(request);
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> sending(
                        id,
                        use.webhooks().deliveries().resend(id, deliveryId),
                        ProblemException.notFound("delivery", text)));
    }

    private void test(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.optional(request);
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> sending(id, use.webhooks().deliveries().test(id), notFound(id.value())));
    }

    private static Reply sending(WebhookId id, Sending result, ProblemException missing) {
        return switch (result) {
            case Sending.Accepted(var delivery) -> Reply.ok(WebhookJson.delivery(delivery));
            case Sending.NotFound() -> throw missing;
            case Sending.Disabled(var reason) ->
                throw new ProblemException(new Problem(
                        Status.CONFLICT_409,
                        "The webhook %s is disabled (%s); enable it first.".formatted(id, reason)));
        };
    }

    private static WebhookId id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return WebhookId.KIND.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("webhook", id);
    }

    private static WebhookUseCases webhooks(ServerRequest request) {
        return Call.of(request).useCases().webhooks();
    }
}
