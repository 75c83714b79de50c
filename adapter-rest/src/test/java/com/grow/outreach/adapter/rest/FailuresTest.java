package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract, section 2, "Errors": 500 for a defect and 503 for an unavailable database, without internals. */
class FailuresTest {

    private static final String SECRET = "select password from users";

    private static final String CALLS = """
            GET   | /api/outreaches                            |
            HEAD  | /api/outreaches                            |
            GET   | /api/outreaches?cursor=start               |
            GET   | /api/outreaches/out_1                      |
            GET   | /api/outreaches/out_1/transitions          |
            GET   | /api/outreaches/stats                      |
            PATCH | /api/outreaches/out_1                      | {"sequence_id":"seq_1"}
            PATCH | /api/outreaches/out_1                      | {"sequence_id":null}
            PATCH | /api/outreaches/out_1/start_enrichment     | {}
            PATCH | /api/outreaches/batch_assign               | {"sequence_id":"seq_1","outreach_ids":"out_1"}
            PATCH | /api/outreaches/batch_start_enrichment     | {"outreach_ids":"out_1"}
            """;

    private final Logger logger = Logger.getLogger("com.grow.outreach.adapter.rest.ErrorResponses");
    private final Log log = new Log();

    @BeforeEach
    void listen() {
        logger.addHandler(log);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(log);
        logger.setUseParentHandlers(true);
    }

    private static Answer call(Throwable failure, String method, String path, String body) {
        try (var api = Api.over(FakeUseCases.failing(failure), RestSettings.DEFAULT_MAX_BODY_SIZE)) {
            return api.send(method, path, body == null ? Body.NONE : Body.json(body));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CALLS)
    void a_defect_is_500_without_internals_and_logged_with_its_cause(String method, String path, String body) {
        var defect = new IllegalStateException(SECRET);
        var answer = call(defect, method, path, body);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers().map().toString() + answer.body()).doesNotContain(SECRET, "IllegalState");
        if (!method.equals("HEAD")) {
            answer.isProblem(500);
        }
        assertThat(log.records).singleElement().satisfies(logged -> {
            assertThat(logged.getThrown()).isSameAs(defect);
            assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(logged.getMessage()).contains(method, path.replaceFirst("[?].*", ""));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CALLS)
    void an_error_of_the_virtual_machine_is_500(String method, String path, String body) {
        assertThat(call(new StackOverflowError(SECRET), method, path, body).status())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CALLS)
    void an_unavailable_storage_is_503_with_retry_after(String method, String path, String body) {
        var away = new StorageUnavailableException(SECRET, new IllegalStateException("cause"));
        var answer = call(away, method, path, body);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(answer.headers().map().toString() + answer.body()).doesNotContain(SECRET, "Unavailable Exception");
        if (!method.equals("HEAD")) {
            answer.isProblem(503);
        }
        assertThat(log.records).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.WARNING);
            assertThat(logged.getMessage()).contains(SECRET);
        });
    }

    /** A handler that stores log records. */
    private static final class Log extends Handler {

        final List<LogRecord> records = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
