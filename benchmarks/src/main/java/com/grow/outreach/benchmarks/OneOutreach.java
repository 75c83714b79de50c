package com.grow.outreach.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Compares the rate of reading one outreach by id with the rate of the same statement in pgbench over TCP. */
final class OneOutreach implements Part {

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 5;
    private static final int SECONDS = 8;

    /** The requests of each connection before the first round, so that the JIT has compiled the hot code. */
    private static final int WARM_UP = 15_000;

    @Override
    public void measure(Target target) throws Exception {
        var script = Files.createTempFile("one-outreach", ".sql");
        Files.writeString(script, """
                \\set n random(1, %d)
                select o.public_id, o.channel, p.public_id, s.public_id, o.current_state, o.last_sort_key
                from outreaches o join people p on p.id = o.person_id left join sequences s on s.id = o.sequence_id
                where o.public_id = 'out_' || :n;
                """.formatted(target.outreaches()));
        var ratios = new Ratios();
        Clients.runConcurrently(CONNECTIONS, client -> {
            var random = new Random(client);
            try (var http = target.http()) {
                for (int i = 0; i < WARM_UP; i++) {
                    getOne(http, target, random);
                }
            }
        });
        pgbench(target, script, "-t", WARM_UP);
        for (int round = 1; round <= ROUNDS; round++) {
            double http = httpRate(target, round);
            double pgbench = pgbench(target, script, "-T", SECONDS);
            ratios.add("rate", http / pgbench);
            System.out.printf("  round %d: %,.0f/s over HTTP, %,.0f/s by pgbench%n", round, http, pgbench);
        }
        ratios.print("One outreach by id, %d connections".formatted(CONNECTIONS), "HTTP / pgbench");
    }

    private static double httpRate(Target target, int round) throws Exception {
        var calls = new AtomicLong();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        Clients.runConcurrently(CONNECTIONS, client -> {
            var random = new Random(round * CONNECTIONS + client);
            try (var http = target.http()) {
                while (System.nanoTime() < end) {
                    getOne(http, target, random);
                    calls.incrementAndGet();
                }
            }
        });
        return calls.get() / (double) SECONDS;
    }

    private static void getOne(HttpConnection http, Target target, Random random) throws IOException {
        http.get("/api/outreaches/out_" + (1 + random.nextLong(target.outreaches())))
                .ok();
    }

    private static double pgbench(Target target, Path script, String limit, int value)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared", "-j", "2"));
        command.addAll(List.of("-c", Integer.toString(CONNECTIONS), limit, Integer.toString(value)));
        command.addAll(List.of("-h", "localhost", "-p", Integer.toString(target.databasePort()), "-U", "postgres"));
        command.addAll(List.of("-f", script.toString(), "postgres"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", target.password());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var tps = Pattern.compile("tps = ([0-9.]+)").matcher(output);
        if (!tps.find()) {
            throw new IOException("pgbench says: " + output);
        }
        return Double.parseDouble(tps.group(1));
    }
}
