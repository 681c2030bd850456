package io.overdub.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.ArrayList;

/**
 * The only way a fact leaves a room. {@link #publish} writes one row per subscriber in the running transaction; the relay hands the
 * rows over after the commit. A transaction that rolls back has told nobody anything.
 */
@Singleton
public class Outbox {

    private final Subscribers subscribers;
    private final OutboxRepository rows;
    private final OutboxRelay relay;
    private final ObjectMapper json;
    private final TransactionSynchronizationRegistry transaction;

    Outbox(
            Subscribers subscribers,
            OutboxRepository rows,
            OutboxRelay relay,
            ObjectMapper json,
            TransactionSynchronizationRegistry transaction) {
        this.subscribers = subscribers;
        this.rows = rows;
        this.relay = relay;
        this.json = json;
        this.transaction = transaction;
    }

    /** Outside a transaction this is a bug and throws: the fact and its announcement stand or fall together. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(DomainEvent... events) {
        var fresh = new ArrayList<OutboxRepository.Fresh>();
        var cause = Cause.now();
        for (var event : events) {
            var name = Subscribers.nameOf(event.getClass());
            var payload = write(event);
            for (var subscription : subscribers.hearing(event.getClass())) {
                var key = subscription.subscriber().orderedBy(event);
                fresh.add(new OutboxRepository.Fresh(subscription.name(), name, payload, key, cause));
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        rows.add(fresh);
        transaction.registerInterposedSynchronization(new WakeRelay());
    }

    private String write(DomainEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(event.getClass().getName() + " is not plain data", e);
        }
    }

    private final class WakeRelay implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing to do: the rows are written already.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                relay.wake();
            }
        }
    }
}
