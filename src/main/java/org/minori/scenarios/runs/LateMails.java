package org.minori.scenarios.runs;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs of the running transaction that go on so late after a pause that their mails expire instead of being sent. */
public final class LateMails {

    /** How long such a mail may wait: it is too late from the beginning. */
    public static final Duration TOO_LATE = Duration.ofSeconds(-1);

    private LateMails() {}

    /** Whether what the run sends in this transaction is too late. */
    public static boolean hasExpired(long enrolment) {
        return TransactionSynchronizationManager.getResource(LateMails.class) instanceof Late late
                && late.enrolments().contains(enrolment);
    }

    /** Lets the mails of these runs expire until the transaction ends. */
    public static void expire(Collection<Long> enrolments) {
        TransactionSynchronizationManager.unbindResourceIfPossible(LateMails.class);
        TransactionSynchronizationManager.bindResource(LateMails.class, new Late(Set.copyOf(enrolments)));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResourceIfPossible(LateMails.class);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(LateMails.class);
            }
        });
    }

    private record Late(Set<Long> enrolments) {}
}
