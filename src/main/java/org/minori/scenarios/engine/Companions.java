package org.minori.scenarios.engine;

import java.util.Collection;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Which runs share the running transaction: what one of them needs can be read for all at once. */
public final class Companions {

    private Companions() {}

    /** The business keys of all of them; empty when the transaction is one run's alone. */
    public static Set<String> now() {
        return TransactionSynchronizationManager.getResource(Companions.class) instanceof Travellers together
                ? together.businessKeys()
                : Set.of();
    }

    /** Their process instances, where they had started before. */
    static Set<String> instances() {
        return TransactionSynchronizationManager.getResource(Companions.class) instanceof Travellers together
                ? together.instances()
                : Set.of();
    }

    private record Travellers(Set<String> businessKeys, Set<String> instances) {}

    static void travelTogether(Collection<String> businessKeys, Collection<String> instances) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.hasResource(Companions.class)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(
                Companions.class, new Travellers(Set.copyOf(businessKeys), Set.copyOf(instances)));
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
