package io.overdub.analytics.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.EngineAway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/**
 * Amazon SQS. Bodies are gzipped and written in Base64: a message holds 256 KiB at most and not every character. A 200 may have failed some of
 * a batch; what the sender is at fault for is not sent again. What was received too often goes to the dead letters by the policy of
 * the queue, which is for whoever makes the queue to set.
 */
public final class SqsQueue implements Queue {

    private static final Logger LOG = Logger.getLogger(SqsQueue.class);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int BATCH = 10;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int TRIES = 4;
    private static final int VISIBILITY_SECONDS = 60;
    private static final int FORBIDDEN = 403;

    private final SqsClient sqs;
    private final String url;

    SqsQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /** With the credentials and in the region of the process. */
    public static Queue named(String name) {
        var client = client();
        try {
            return new SqsQueue(
                    client,
                    client.getQueueUrl(request -> request.queueName(name)).queueUrl());
        } catch (SdkException e) {
            throw away(e);
        }
    }

    static SqsClient client() {
        return SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(1))
                        .socketTimeout(Duration.ofSeconds(5)))
                .build();
    }

    @Override
    public void send(List<String> bodies) {
        var batch = new ArrayList<SendMessageBatchRequestEntry>();
        var bytes = 0;
        for (var body : bodies) {
            var packed = pack(body);
            if (packed.length() > MOST_BYTES) {
                throw new IllegalArgumentException("A message of " + packed.length() + " bytes is too long for SQS");
            }
            if (batch.size() == BATCH || bytes + packed.length() > MOST_BYTES) {
                sendBatch(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(batch.size()))
                    .messageBody(packed)
                    .build());
            bytes += packed.length();
        }
        if (!batch.isEmpty()) {
            sendBatch(batch);
        }
    }

    private void sendBatch(List<SendMessageBatchRequestEntry> entries) {
        var left = List.copyOf(entries);
        for (var attempt = 0; attempt < TRIES && !left.isEmpty(); attempt++) {
            left = sendOnce(left);
        }
        if (!left.isEmpty()) {
            throw new EngineAway("Amazon SQS");
        }
    }

    /** Those that failed. */
    private List<SendMessageBatchRequestEntry> sendOnce(List<SendMessageBatchRequestEntry> entries) {
        try {
            var answer = sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
            refuseOurFaults(answer.failed());
            var sent = new HashSet<String>();
            answer.successful().forEach(one -> sent.add(one.id()));
            return entries.stream().filter(entry -> !sent.contains(entry.id())).toList();
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private static void refuseOurFaults(List<BatchResultErrorEntry> failed) {
        for (var one : failed) {
            if (Boolean.TRUE.equals(one.senderFault())) {
                throw new IllegalStateException("Amazon SQS refuses a message of ours: " + one.code());
            }
        }
    }

    @Override
    public List<Message> receive(int most) {
        try {
            return sqs
                    .receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(Math.min(most, BATCH))
                            .visibilityTimeout(VISIBILITY_SECONDS)
                            .waitTimeSeconds(0))
                    .messages()
                    .stream()
                    .map(message -> new Message(message.receiptHandle(), unpack(message.body())))
                    .toList();
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /**
     * Sent anew: Amazon counts each reception, also of what is shown again at once, and by that count a message were dead after some seconds
     * without a warehouse.
     */
    @Override
    public void giveBack(List<Message> messages) {
        try {
            send(messages.stream().map(Message::body).toList());
            done(messages);
        } catch (EngineAway e) {
            // They come back by themselves; what was sent by then is there twice, and in the warehouse once.
            LOG.debugf("Messages were not given back: %s", e.getMessage());
        }
    }

    @Override
    public void hold(List<Message> messages) {
        try {
            for (var batch : batches(messages)) {
                var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
                for (var message : batch) {
                    entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .receiptHandle(message.handle())
                            .visibilityTimeout(VISIBILITY_SECONDS)
                            .build());
                }
                sqs.changeMessageVisibilityBatch(
                        request -> request.queueUrl(url).entries(entries));
            }
        } catch (SdkException e) {
            // They come back by themselves.
            LOG.debugf("Amazon SQS: %s", e.getMessage());
        }
    }

    /** One that could not be deleted comes again, and is in the warehouse once. */
    @Override
    public void done(List<Message> messages) {
        try {
            for (var batch : batches(messages)) {
                var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
                for (var message : batch) {
                    entries.add(DeleteMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .receiptHandle(message.handle())
                            .build());
                }
                var failed = sqs.deleteMessageBatch(
                                request -> request.queueUrl(url).entries(entries))
                        .failed();
                if (!failed.isEmpty()) {
                    LOG.debugf("Amazon SQS keeps %d messages that are done", failed.size());
                }
            }
        } catch (SdkException e) {
            throw away(e);
        }
    }

    @Override
    public Depth depth() {
        try {
            var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url)
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                    QueueAttributeName.REDRIVE_POLICY))
                    .attributes();
            var waiting = number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                    + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
            var letters = deadLetters(attributes);
            // Amazon tells the age of the oldest to CloudWatch alone.
            return new Depth(waiting, waiting == 0 ? 0L : null, letters.isEmpty() ? 0 : deadIfShown(letters.get()));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /** Amazon moves them, at a speed of its own; one that is moving them already goes on. */
    @Override
    public long redrive() {
        try {
            var letters = deadLetters(sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                    .attributes());
            if (letters.isEmpty()) {
                return 0;
            }
            var dead = dead(letters.get());
            sqs.startMessageMoveTask(request -> request.sourceArn(letters.get()));
            return dead;
        } catch (UnsupportedOperationException e) {
            LOG.debugf("Amazon SQS moves dead letters already: %s", e.getMessage());
            return 0;
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /** The name (ARN) of the queue that they go to, where there is one. */
    private static Optional<String> deadLetters(Map<QueueAttributeName, String> attributes) {
        var policy = attributes.get(QueueAttributeName.REDRIVE_POLICY);
        try {
            return policy == null
                    ? Optional.empty()
                    : Optional.ofNullable(
                            JSON.readTree(policy).path("deadLetterTargetArn").textValue());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The policy of the queue is not JSON: " + policy, e);
        }
    }

    /** Whoever was given rights to the queue alone still wants to know what waits. */
    private long deadIfShown(String arn) {
        try {
            return dead(arn);
        } catch (SqsException e) {
            if (e.statusCode() != FORBIDDEN) {
                throw e;
            }
            LOG.debugf("Amazon SQS does not show the dead letters: %s", e.getMessage());
            return 0;
        }
    }

    private long dead(String arn) {
        var parts = Arn.fromString(arn);
        var letters = sqs.getQueueUrl(request -> request.queueName(parts.resourceAsString())
                .queueOwnerAWSAccountId(parts.accountId().orElse(null)));
        return number(
                sqs.getQueueAttributes(request -> request.queueUrl(letters.queueUrl())
                                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                        .attributes(),
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    private static List<List<Message>> batches(List<Message> messages) {
        var batches = new ArrayList<List<Message>>();
        for (var from = 0; from < messages.size(); from += BATCH) {
            batches.add(messages.subList(from, Math.min(messages.size(), from + BATCH)));
        }
        return batches;
    }

    static String pack(String body) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /** What is not ours is handed on as it is: whoever reads it puts it into quarantine. */
    static String unpack(String body) {
        try (var gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(body)))) {
            return new String(gzip.readAllBytes(), UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            return body;
        }
    }

    private static EngineAway away(SdkException e) {
        LOG.warnf("Amazon SQS: %s", e.getMessage());
        return new EngineAway("Amazon SQS");
    }
}
