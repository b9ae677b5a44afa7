package org.minori.delivery;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that send at once: with Nagle's algorithm a dialogue of small commands stalls 46 ms per mail (measured). Several
 * commands that belong together can be held back and sent as one packet.
 */
class PromptSocketFactory extends SocketFactory {

    private @Nullable PromptSocket last;

    /** Holds back what is written to the newest socket until it is let go. */
    void hold(boolean held) throws IOException {
        if (last != null && last.out != null) {
            last.out.hold(held);
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = new PromptSocket();
        socket.setTcpNoDelay(true);
        last = socket;
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private Socket connected(InetSocketAddress there, @Nullable InetSocketAddress here) throws IOException {
        var socket = createSocket();
        if (here != null) {
            socket.bind(here);
        }
        socket.connect(there);
        return socket;
    }

    private static final class PromptSocket extends Socket {

        private @Nullable HeldOutput out;

        @Override
        public synchronized OutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new HeldOutput(super.getOutputStream());
            }
            return out;
        }
    }

    /** Passes everything on at once, or keeps it while it is held. */
    private static final class HeldOutput extends FilterOutputStream {

        private static final int MOST = 4_096;

        private final byte[] kept = new byte[MOST];
        private int length;
        private boolean held;

        HeldOutput(OutputStream out) {
            super(out);
        }

        void hold(boolean now) throws IOException {
            held = now;
            if (!held) {
                letGo();
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (held && length + count <= MOST) {
                System.arraycopy(bytes, from, kept, length, count);
                length += count;
            } else {
                letGo();
                out.write(bytes, from, count);
            }
        }

        private void letGo() throws IOException {
            if (length > 0) {
                int all = length;
                length = 0;
                out.write(kept, 0, all);
            }
        }
    }
}
