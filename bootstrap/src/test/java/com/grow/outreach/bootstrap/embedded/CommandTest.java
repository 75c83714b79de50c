package com.grow.outreach.bootstrap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentence that describes a failure of PostgreSQL. */
class CommandTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device | No space left on device
            FATAL:  could not write lock file "postmaster.pid": No space left on device  | No space left on device
            initdb: error: could not create directory "x": Permission denied | could not create directory "x": Permission denied
            FATAL:  configuration file "postgresql.conf" contains errors | configuration file "postgresql.conf" contains errors
            unshare: unshare failed: Operation not permitted | unshare: unshare failed: Operation not permitted
            could not bind IPv4 address "127.0.0.1": Address already in use | another process uses its port
            """)
    void the_reason_for_a_failure_is_the_message_of_the_server(String line, String reason) throws Exception {
        var command = new Command(DataDirectory.open(directory), directory);
        assertThat(command.reason("\n" + line + "\nLOG:  database system is shut down\n"))
                .isEqualTo(reason);
    }

    @Test
    void the_last_of_several_failures_is_the_reason() throws Exception {
        var command = new Command(DataDirectory.open(directory), directory);
        assertThat(command.reason("ERROR:  first\nFATAL:  last\n")).isEqualTo("last");
    }
}
