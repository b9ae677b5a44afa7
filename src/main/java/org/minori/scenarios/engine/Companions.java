package org.minori.scenarios.engine;

import java.util.Collection;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Whose runs share the running transaction, by business key: what one of them needs can be read for all at once. */
public final class Companions {

    private Companions() {}

    /** All of them; empty when the transaction is one run's alone. */
    public static Set<String> now() {
        return TransactionSynchronizationManager.getResource(Companions.class) instanceof Keys keys
                ? keys.keys()
                : Set.of();
    }

    private record Keys(Set<String> keys) {}

    static void travelTogether(Collection<String> businessKeys) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.hasResource(Companions.class)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(Companions.class, new Keys(Set.copyOf(businessKeys)));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResourceIfPossible(Companions.class);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Companions.class);
            }
        });
    }
}
