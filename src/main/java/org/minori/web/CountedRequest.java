package org.minori.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request that counts its body while it is read, and in JSON looks for the escape that means NUL. */
final class CountedRequest extends HttpServletRequestWrapper {

    private final long most;
    private final boolean json;
    private @Nullable ServletInputStream counted;

    CountedRequest(HttpServletRequest request, long most, boolean json) {
        super(request);
        this.most = most;
        this.json = json;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (counted == null) {
            counted = new Counted(super.getInputStream());
        }
        return counted;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        var name = getCharacterEncoding();
        var charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private long count;
        private boolean afterBackslash;
        private int zeros = -1;

        private Counted(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            if (next >= 0) {
                look(next);
                count(1);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = body.read(buffer, offset, length);
            for (var i = 0; i < read; i++) {
                look(buffer[offset + i]);
            }
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(long read) throws BodyRefused {
            count += read;
            if (count > most) {
                throw BodyRefused.tooLarge();
            }
        }

        /** Follows backslash, u, 0, 0, 0, 0; a backslash that is itself escaped begins nothing. */
        private void look(int next) throws BodyRefused {
            if (!json) {
                return;
            }
            if (zeros >= 0) {
                zeros = next == '0' ? zeros + 1 : -1;
                if (zeros == 4) {
                    throw BodyRefused.holdsNul();
                }
            } else if (afterBackslash) {
                afterBackslash = false;
                zeros = next == 'u' ? 0 : -1;
            } else {
                afterBackslash = next == '\\';
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
