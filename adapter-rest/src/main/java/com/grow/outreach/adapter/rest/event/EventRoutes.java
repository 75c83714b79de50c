package com.grow.outreach.adapter.rest.event;

import static com.grow.outreach.domain.access.Permission.READ;

import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.application.port.in.event.EventIds;
import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.application.port.in.event.FollowEvents.Next;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.domain.EventPosition;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * REST adapter: {@code /api/events}, the change feed as server-sent events (WHATWG HTML, 9.2).
 *
 * @param follow the source of events
 * @param heartbeat the time without an event after which the server sends a heartbeat
 */
public record EventRoutes(FollowEvents follow, Duration heartbeat) implements HttpService {

    public static final String PATH = "/api/events";

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final Header EVENT_STREAM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, EventStream.MEDIA_TYPE);
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    /** Stops nginx from buffering events. */
    private static final Header UNBUFFERED = HeaderValues.createCached(HeaderNames.create("X-Accel-Buffering"), "no");

    public EventRoutes(FollowEvents follow) {
        this(follow, Duration.ofSeconds(15));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(READ, this::follow));
    }

    private void follow(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var ids = follow.within(Call.of(request).caller()).ids();
        var requested = parameters.parsed("last_event_id", ids::parse, ids.expected());
        // Polyfills of EventSource add this parameter to the URL when they reconnect. It is newer than the URL's own
        // position.
        var seen = parameters.parsed("lastEventId", ids::parse, ids.expected());
        parameters.check();
        var given = lastEventId(request, ids);
        var position = Stream.of(Optional.ofNullable(given), Optional.ofNullable(seen), Optional.ofNullable(requested))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        var start = position == null ? follow.latest() : position;
        response.header(EVENT_STREAM).header(NO_STORE).header(UNBUFFERED);
        if (request.prologue().method().equals(Method.HEAD)) {
            Responses.headOfStream(response);
            return;
        }
        try (var stream = new EventStream(response.outputStream())) {
            stream.begin(start, ids);
            follow(Call.of(request), start, stream);
        } catch (StorageUnavailableException e) {
            throw new CloseConnectionException("The database is unavailable; the client reconnects", e);
        } catch (IOException e) {
            throw new CloseConnectionException("The client went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("The stream was interrupted", e);
        }
    }

    private void follow(Call call, EventPosition start, EventStream stream) throws IOException, InterruptedException {
        var position = start;
        var caller = call.caller();
        while (true) {
            var feed = follow.within(caller);
            var next = feed.next(position, heartbeat);
            var now = call.again().get();
            if (now.isEmpty()) {
                // The credentials have become invalid. The client reconnects and gets 401.
                return;
            }
            if (!now.get().equals(caller)) {
                // The role or the scope has changed, so the events are read again.
                caller = now.get();
                continue;
            }
            switch (next) {
                case Next.Events(var events, var reached) -> {
                    if (reached.equals(position) && !feed.ids().hideProgress()) {
                        stream.heartbeat();
                    } else {
                        stream.send(events, reached, feed.ids());
                    }
                    position = reached;
                }
                case Next.Missed(var latest) -> {
                    stream.reset(latest, feed.ids());
                    position = latest;
                }
                case Next.Ended() -> {
                    return;
                }
            }
        }
    }

    /** Returns the last position that a reconnecting client has seen; null if the request has none. */
    private static @Nullable EventPosition lastEventId(ServerRequest request, EventIds ids) {
        return request.headers()
                .value(LAST_EVENT_ID)
                .filter(text -> !text.isBlank())
                .map(text -> ids.parse(text.strip())
                        .orElseThrow(() -> new ProblemException(Problem.invalid(
                                LAST_EVENT_ID.defaultCase(),
                                "got %s; %s".formatted(Words.quote(text), ids.expected())))))
                .orElse(null);
    }
}
