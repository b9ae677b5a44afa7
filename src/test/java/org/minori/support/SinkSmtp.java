package org.minori.support;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that swallows everything and remembers it before it says so: each acceptance is in the list and in the log
 * file before the 250 leaves. It fails where a test tells it to. {@code main} runs it as a process of its own, for tests
 * and benches that kill the application: {@code SinkSmtp <port> <log file> [most milliseconds before the 250]}.
 */
public final class SinkSmtp implements AutoCloseable {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*<([^>]+)>");

    /** Where in the dialogue something can go wrong. */
    public enum Phase {
        CONNECT,
        MAIL,
        RCPT,
        DATA,
        DOT
    }

    /** What the server does instead of the usual. */
    public sealed interface Reaction {

        /** Says this and goes on. */
        record Reply(String line) implements Reaction {}

        /** Hangs up without a word; at the dot nothing was accepted. */
        record Close() implements Reaction {}

        /** Accepts, then hangs up before it says so. */
        record AcceptAndClose() implements Reaction {}

        /** Waits before it goes on as usual. */
        record Hang(long millis) implements Reaction {}
    }

    /** Decides for each step of each dialogue; null for the usual. */
    public interface Plan {

        @Nullable
        Reaction at(Phase phase, String argument);
    }

    /** A mail that was taken. */
    public record Accepted(int connection, Instant at, String from, String to, String messageId, String data) {}

    private final ServerSocket server;
    private final @Nullable FileOutputStream log;
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final boolean keepsMails;
    private volatile Plan plan = (phase, argument) -> null;
    private volatile long mostMillisBeforeAnswer;
    private volatile boolean pipes = true;
    private volatile boolean durable;

    public SinkSmtp() {
        this(0, null, true);
    }

    public SinkSmtp(int port, @Nullable Path logFile, boolean keepsMails) {
        this.keepsMails = keepsMails;
        try {
            server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
            log = logFile == null ? null : new FileOutputStream(logFile.toFile(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var acceptor = new Thread(this::acceptAll, "sink-smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Runs until the process is killed: port, log, and "durable" when a mail is to be on the disk before its 250, as RFC 5321 6.1 wants it. */
    public static void main(String[] arguments) throws InterruptedException {
        var sink = new SinkSmtp(Integer.parseInt(arguments[0]), Path.of(arguments[1]), false);
        sink.durable = arguments.length > 2 && arguments[2].equals("durable");
        Thread.currentThread().join();
    }

    public int port() {
        return server.getLocalPort();
    }

    public void fails(Plan newPlan) {
        plan = newPlan;
    }

    public void works() {
        plan = (phase, argument) -> null;
    }

    /** Offers no PIPELINING from the next connection on. */
    public void takesOneCommandAtATime() {
        pipes = false;
    }

    /** Waits a random time up to this between accepting and saying so. */
    public void answersAfterAtMost(long millis) {
        mostMillisBeforeAnswer = millis;
    }

    public List<Accepted> accepted() {
        return accepted;
    }

    public List<Accepted> acceptedFor(String address) {
        return accepted.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    public int count() {
        return count.get();
    }

    public int connections() {
        return connections.get();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                int number = connections.incrementAndGet();
                var thread = new Thread(() -> serve(socket, number), "sink-smtp-" + number);
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            var dialogue = new Dialogue(socket, number);
            dialogue.run();
            dialogue.out.flush();
        } catch (IOException gone) {
            // The other side died, which is what some tests are about.
        } finally {
            open.remove(socket);
        }
    }

    private void accept(Accepted mail) throws IOException {
        count.incrementAndGet();
        if (keepsMails) {
            accepted.add(mail);
        }
        if (log != null) {
            var line = mail.messageId() + "\t" + mail.to() + "\t" + mail.connection() + "\t" + mail.at() + "\n";
            synchronized (log) {
                log.write(line.getBytes(StandardCharsets.UTF_8));
                log.flush();
            }
            if (durable) {
                log.getChannel().force(false);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
            if (log != null) {
                log.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Dialogue {

        private final InputStream in;
        private final OutputStream out;
        private final int number;
        private String from = "";
        private String to = "";
        private boolean hasReader;
        private boolean over;

        Dialogue(Socket socket, int number) throws IOException {
            this.in = new BufferedInputStream(socket.getInputStream(), 32_768);
            this.out = new BufferedOutputStream(socket.getOutputStream());
            this.number = number;
        }

        void run() throws IOException {
            step(Phase.CONNECT, "", "220 sink ESMTP");
            while (!over) {
                var line = line();
                if (line == null) {
                    return;
                }
                command(line);
            }
        }

        private void command(String line) throws IOException {
            String upper = line.toUpperCase(Locale.ROOT);
            if (upper.startsWith("EHLO")) {
                reply(pipes ? "250-sink\r\n250-PIPELINING\r\n250 8BITMIME" : "250-sink\r\n250 8BITMIME");
            } else if (upper.startsWith("HELO") || upper.startsWith("RSET") || upper.startsWith("NOOP")) {
                reply("250 ok");
            } else if (upper.startsWith("MAIL FROM:")) {
                from = address(line);
                hasReader = false;
                step(Phase.MAIL, from, "250 ok");
            } else if (upper.startsWith("RCPT TO:")) {
                to = address(line);
                hasReader = step(Phase.RCPT, to, "250 ok");
            } else if (upper.startsWith("DATA")) {
                if (!hasReader) {
                    reply("503 for whom?");
                } else if (step(Phase.DATA, to, "354 go on")) {
                    message();
                }
            } else if (upper.startsWith("QUIT")) {
                reply("221 bye");
                over = true;
            } else {
                reply("500 what?");
            }
        }

        private void message() throws IOException {
            var data = data();
            if (data == null) {
                over = true;
                return;
            }
            var reaction = plan.at(Phase.DOT, to);
            if (reaction instanceof Reaction.Close) {
                over = true;
                return;
            }
            if (reaction instanceof Reaction.Reply refusal) {
                reply(refusal.line());
                return;
            }
            var id = MESSAGE_ID.matcher(data);
            accept(new Accepted(number, Instant.now(), from, to, id.find() ? id.group(1) : "", data));
            if (reaction instanceof Reaction.AcceptAndClose) {
                over = true;
                return;
            }
            if (reaction instanceof Reaction.Hang hang) {
                pause(hang.millis());
            }
            if (mostMillisBeforeAnswer > 0) {
                pause(ThreadLocalRandom.current().nextLong(mostMillisBeforeAnswer + 1));
            }
            reply("250 taken");
        }

        private boolean step(Phase phase, String argument, String usual) throws IOException {
            var reaction = plan.at(phase, argument);
            if (reaction instanceof Reaction.Close || reaction instanceof Reaction.AcceptAndClose) {
                over = true;
                return false;
            }
            if (reaction instanceof Reaction.Hang hang) {
                pause(hang.millis());
            }
            if (reaction instanceof Reaction.Reply refusal) {
                reply(refusal.line());
                over = phase == Phase.CONNECT || refusal.line().startsWith("421");
                return false;
            }
            reply(usual);
            return true;
        }

        private void pause(long millis) throws IOException {
            out.flush();
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void reply(String text) throws IOException {
            out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
            // Like real servers: the answers to commands that came together leave together.
            if (over || in.available() == 0) {
                out.flush();
            }
        }

        private static String address(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }

        private @Nullable String line() throws IOException {
            var bytes = new ByteArrayOutputStream(80);
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
                }
                bytes.write(b);
            }
            return null;
        }

        /** Everything up to the dot that stands alone; null when the connection ended before it. */
        private @Nullable String data() throws IOException {
            var text = new StringBuilder();
            for (var line = line(); line != null; line = line()) {
                if (line.equals(".")) {
                    return text.toString();
                }
                text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            return null;
        }
    }
}
