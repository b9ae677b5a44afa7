package org.minori.storage;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work in a transaction and, when the database picked it as the loser of a lock conflict, again: for those who have nobody behind them to try again. */
@Component
public class RetriedTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(RetriedTransactions.class);
    private static final int ATTEMPTS = 4;

    private final TransactionTemplate transaction;

    RetriedTransactions(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What the work answers, once it is committed; the work must bear being run again. */
    public <T> T call(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                T[] answer = answer();
                transaction.executeWithoutResult(status -> answer[0] = work.get());
                return answer[0];
            } catch (ConcurrencyFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.debug("Lost a lock conflict, trying again", e);
            }
        }
    }

    /** Like {@link #call}, for work that answers nothing. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] answer() {
        return (T[]) new Object[1];
    }
}
