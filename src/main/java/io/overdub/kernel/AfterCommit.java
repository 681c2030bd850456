package io.overdub.kernel;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Runs a step that only makes sense once the running transaction is true; without one, at once. What it rolls back is followed by nothing.
 * For what this process remembers: whoever reads before the commit would remember what was.
 */
@Singleton
public class AfterCommit {

    private final TransactionSynchronizationRegistry transaction;

    AfterCommit(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    public void run(Runnable step) {
        if (transaction.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            step.run();
        } else {
            transaction.registerInterposedSynchronization(new Later(step));
        }
    }

    private record Later(Runnable step) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing is true yet.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                step.run();
            }
        }
    }
}
