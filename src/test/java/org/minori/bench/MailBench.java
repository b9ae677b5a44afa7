package org.minori.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.minori.scenarios.runs.Drawn;
import org.minori.support.SinkSmtp;
import org.springframework.context.SmartLifecycle;

/**
 * Mails per second that are rendered, sent and committed one by one over 4 connections into a sink that is a process of
 * its own. Limits: the same message over as many open connections and nothing else.
 */
final class MailBench implements Bench.Measurement {

    private static final String KEY = "bench-mails";
    private static final int CONNECTIONS = 4;
    private static final String WHAT = "mails rendered, sent and committed one by one, 4 connections";
    private static final String UNSENT = "SELECT COUNT(*) FROM outbox_mail WHERE due_at IS NOT NULL";

    @Override
    public int usualSize() {
        return 10_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        int size = run.size();
        int port = freePort();
        var application = run.start(
                "--minori.smtp.host=127.0.0.1",
                "--minori.smtp.port=" + port,
                "--minori.delivery.connections=" + CONNECTIONS);
        var senders = application.getBean("senderWorkers", SmartLifecycle.class);
        var enrolling = new Enrolling(run, application);
        enrolling.mail();
        enrolling.publish(
                KEY,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .task("Mail", "sendEmail", "email", Enrolling.MAIL)
                        .end("End", "exhausted")
                        .way("Start", "Mail", "End"));
        String message = oneMessage(enrolling, port);
        senders.stop();

        try (var sink = new Sink(port, "")) {
            send(enrolling, senders, Math.max(1_000, size / 4));
            double ours = size / send(enrolling, senders, size);
            var raw = new RawSmtp(port, message);
            raw.transports(CONNECTIONS, size / 4);
            run.report(WHAT, ours, "mails/s", "reused transports, TCP_NODELAY", raw.transports(CONNECTIONS, size));
            raw.sockets(CONNECTIONS, size / 4);
            run.report(WHAT, ours, "mails/s", "bare sockets", raw.sockets(CONNECTIONS, size));
            try (var commits = new RawCommits(run.newDatabase("raw"), CONNECTIONS, size)) {
                run.report(
                        WHAT,
                        ours,
                        "mails/s",
                        "bare sockets and two bare JDBC commits a mail",
                        raw.sockets(CONNECTIONS, size, commits));
            }
        }
        try (var sink = new Sink(port, "durable")) {
            int fewer = size / 2;
            double ours = fewer / send(enrolling, senders, fewer);
            var limit = new RawSmtp(port, message).transports(CONNECTIONS, fewer);
            run.report(WHAT, ours, "mails/s", "reused transports, a sink that syncs each mail", limit);
        }
        Integer sent =
                enrolling.jdbc().queryForObject("SELECT COUNT(*) FROM outbox_mail WHERE state = 'SENT'", Integer.class);
        if (sent == null || sent != enrolling.people()) {
            throw new IllegalStateException("only " + sent + " were sent");
        }
    }

    /** Sends one mail and says what went over the wire. */
    private static String oneMessage(Enrolling enrolling, int port) throws InterruptedException {
        try (var sink = new SinkSmtp(port, null, true)) {
            enrolling.enrol(KEY, enrolling.morePeople(1));
            enrolling.until(50, "SELECT COUNT(*) FROM outbox_mail WHERE state = 'SENT'", 1);
            return sink.accepted().get(0).data();
        }
    }

    /** Queues so many while the senders rest, and lets them work; the seconds until the last one is settled. */
    private static double send(Enrolling enrolling, SmartLifecycle senders, int count) throws InterruptedException {
        enrolling.enrol(KEY, enrolling.morePeople(count));
        enrolling.until(50, UNSENT, count);
        long start = System.nanoTime();
        senders.start();
        enrolling.until(50, UNSENT, 0);
        double seconds = (System.nanoTime() - start) / 1e9;
        senders.stop();
        return seconds;
    }

    /** The sink as a process of its own. */
    private static final class Sink implements AutoCloseable {

        private final Process process;

        Sink(int port, String durable) throws IOException, InterruptedException {
            process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SinkSmtp.class.getName(),
                            Integer.toString(port),
                            Files.createTempFile(Path.of("target/bench"), "sink", ".log")
                                    .toString(),
                            durable)
                    .inheritIO()
                    .start();
            for (int i = 0; i < 300; i++) {
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    if (socket.isConnected()) {
                        return;
                    }
                } catch (IOException notYet) {
                    Thread.sleep(100);
                }
            }
            throw new IllegalStateException("the sink did not start");
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
