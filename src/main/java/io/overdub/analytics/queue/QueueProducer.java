package io.overdub.analytics.queue;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class QueueProducer {

    private final QueueConfig config;
    private final MessageRepository messages;

    QueueProducer(QueueConfig config, MessageRepository messages) {
        this.config = config;
        this.messages = messages;
    }

    @Produces
    @Singleton
    @Startup
    Queue queue() {
        return switch (config.adapter()) {
            case POSTGRESQL -> new PostgresQueue(messages);
            case SQS ->
                new SqsQueue(
                        SqsQueue.client(),
                        config.sqs()
                                .url()
                                .orElseThrow(() -> new IllegalStateException(
                                        "analytics.queue.adapter=sqs needs analytics.queue.sqs.url")));
        };
    }
}
