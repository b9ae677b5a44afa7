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

        var log = Files.createTempFile(Path.of("target/bench"), "sink", ".log");
        var sink = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SinkSmtp.class.getName(),
                        Integer.toString(port),
                        log.toString())
                .inheritIO()
                .start();
        try {
            awaitSink(port);
            send(enrolling, senders, Math.max(1_000, size / 4));
            double ours = size / send(enrolling, senders, size);
            var raw = new RawSmtp(port, message);
            raw.transports(CONNECTIONS, size / 4);
            var what = "mails rendered, sent and committed one by one, 4 connections";
            run.report(what, ours, "mails/s", "reused transports, TCP_NODELAY", raw.transports(CONNECTIONS, size));
            raw.sockets(CONNECTIONS, size / 4);
            run.report(what, ours, "mails/s", "bare sockets", raw.sockets(CONNECTIONS, size));
        } finally {
            sink.destroy();
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

    private static void awaitSink(int port) throws InterruptedException {
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
