package org.minori.delivery;

/** Where mail is handed to: a mail server, or the built-in mailbox. */
interface MailServer {

    /** Opens a connection; {@link Unreachable} when nobody answers or lets us in. */
    Connection connect();

    /** One connection, used for one mail after the other by one thread. */
    interface Connection extends AutoCloseable {

        /**
         * Hands a mail over and returns what the server said.
         *
         * @param lastWord called when all has been said but the last word; when it says no, the mail is not handed over
         */
        String send(OutgoingMail mail, LastWord lastWord);

        @Override
        void close();
    }

    /** Notes that the mail may be taken from now on. */
    interface LastWord {

        boolean mayBeSaid();
    }

    /** The server can't be reached, or does not want to talk to us at all: no mail is to blame. */
    final class Unreachable extends RuntimeException {

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The connection broke before the last word was said: the mail was not taken for certain. */
    final class Broken extends RuntimeException {

        Broken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The last word was said, but the answer never came: nobody knows whether the mail was taken. */
    final class AnswerLost extends RuntimeException {

        AnswerLost(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The mail belongs to another sender by now and was not handed over. */
    final class NotOurs extends RuntimeException {

        NotOurs() {
            super("the mail belongs to another sender");
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
