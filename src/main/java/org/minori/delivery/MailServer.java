package org.minori.delivery;

import org.jspecify.annotations.Nullable;

/** Where mail is handed to: a mail server, or the built-in mailbox. */
interface MailServer {

    /** Opens a connection; {@link Unreachable} when nobody answers or lets us in. */
    Connection connect();

    /**
     * One connection, used for one mail after the other by one thread, in the order offer, agreed, say, answer. Where it takes
     * several, the next mail may be offered before the answer to the one before is heard.
     */
    interface Connection extends AutoCloseable {

        /** Whether a mail may be offered while the one before still waits for its answer. */
        boolean takesSeveral();

        /** Names the sender and the reader of a mail. Never fails: what went wrong is told by {@link #agreed}. */
        void offer(OutgoingMail mail);

        /** Waits until the server wants to hear the mail that was offered last: {@link Refused} or {@link Broken} when it does not. */
        void agreed();

        /** Says the mail and its last word, after which the server may have taken it. Never fails because of the server. */
        void say();

        /** What the server said to the mail: {@link Refused}, {@link AnswerLost}, or {@link Broken} when the last word never left. */
        String answer();

        @Override
        void close();
    }

    /** The server can't be reached, or does not want to talk to us at all: no mail is to blame. */
    final class Unreachable extends RuntimeException {

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The connection broke before the last word was said: the mail was not taken for certain. */
    final class Broken extends RuntimeException {

        Broken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The last word was said, but the answer never came: nobody knows whether the mail was taken. */
    final class AnswerLost extends RuntimeException {

        AnswerLost(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The server does not take this mail: for now (4xx) or for good (5xx). */
    final class Refused extends RuntimeException {

        private final boolean forGood;

        Refused(boolean forGood, String answer) {
            super(answer);
            this.forGood = forGood;
        }

        boolean forGood() {
            return forGood;
        }
    }
}
