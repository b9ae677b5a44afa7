package org.minori.bench;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import javax.net.SocketFactory;

/** The limit of sending: the same message again and again over open connections, and nothing else. */
final class RawSmtp {

    private static final String FROM = "bench@minori.example";
    private static final String TO = "person1@company1.example.jp";

    private final int port;
    private final String message;

    RawSmtp(int port, String message) {
        this.port = port;
        this.message = message;
    }

    /** Mails per second with the usual library: one reused transport per connection, TCP_NODELAY. */
    double transports(int connections, int mails) throws InterruptedException, ExecutionException {
        return mails
                / Load.seconds(connections, connections, i -> {
                    try (var transport = transport()) {
                        var mime = new MimeMessage(
                                Session.getInstance(new Properties()),
                                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
                        var to = new Address[] {new InternetAddress(TO)};
                        for (int mail = 0; mail < mails / connections; mail++) {
                            transport.sendMessage(mime, to);
                        }
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private Transport transport() throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.from", FROM);
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.socketFactory", new NoDelay());
        var transport = Session.getInstance(properties).getTransport("smtp");
        transport.connect("127.0.0.1", port, null, null);
        return transport;
    }

    /** What else is done for a mail, by the connection's own thread. */
    interface Notes {

        void beforeTheText(int connection, int mail);

        void afterTheAnswer(int connection, int mail);
    }

    /** Mails per second with bare sockets: the fewest bytes and calls that the protocol allows without pipelining. */
    double sockets(int connections, int mails) throws InterruptedException, ExecutionException {
        return sockets(connections, mails, new Notes() {
            @Override
            public void beforeTheText(int connection, int mail) {
                // Nothing else is done.
            }

            @Override
            public void afterTheAnswer(int connection, int mail) {
                // Nothing else is done.
            }
        });
    }

    /** The same with something noted before each text and after each answer. */
    double sockets(int connections, int mails, Notes notes) throws InterruptedException, ExecutionException {
        var body = (message.replace("\r\n.", "\r\n..") + ".\r\n").getBytes(StandardCharsets.UTF_8);
        return mails
                / Load.seconds(connections, connections, i -> {
                    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        socket.setTcpNoDelay(true);
                        var in = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                        answer(in, '2');
                        say(socket, in, "EHLO bench\r\n".getBytes(StandardCharsets.US_ASCII), '2');
                        for (int mail = 0; mail < mails / connections; mail++) {
                            say(socket, in, ("MAIL FROM:<" + FROM + ">\r\n").getBytes(StandardCharsets.US_ASCII), '2');
                            say(socket, in, ("RCPT TO:<" + TO + ">\r\n").getBytes(StandardCharsets.US_ASCII), '2');
                            say(socket, in, "DATA\r\n".getBytes(StandardCharsets.US_ASCII), '3');
                            notes.beforeTheText(i, mail);
                            say(socket, in, body, '2');
                            notes.afterTheAnswer(i, mail);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static void say(Socket socket, BufferedReader in, byte[] what, char expected) throws IOException {
        socket.getOutputStream().write(what);
        answer(in, expected);
    }

    private static void answer(BufferedReader in, char expected) throws IOException {
        String line;
        do {
            line = in.readLine();
            if (line == null || line.charAt(0) != expected) {
                throw new IOException("the sink said " + line);
            }
        } while (line.charAt(3) == '-');
    }

    private static final class NoDelay extends SocketFactory {

        private static Socket prompt(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            return prompt(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return prompt(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return prompt(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return prompt(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return prompt(new Socket(host, port, local, localPort));
        }
    }
}
