package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.overdub.kernel.External;
import io.overdub.kernel.Traces;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sns.endpoints.SnsEndpointProvider;

/**
 * Publishes many messages at once through Amazon SNS, without the SDK, which takes twenty times the CPU: one thread asks on a line for each,
 * and then reads what they answer. Nothing is tried again, and no redirect is followed.
 */
@External
final class SnsPublisher {

    static final Duration CONNECT = Duration.ofSeconds(1);
    static final Duration ANSWER = Duration.ofSeconds(5);

    private static final Duration MOST_REST = Duration.ofSeconds(5);
    private static final Duration DOUBTFUL_REST = Duration.ofMillis(200);

    private static final Logger LOG = Logger.getLogger(SnsPublisher.class);

    /** Lines come about side by side: where nobody answers each of them takes its time. */
    private static final Executor OPENERS = Executors.newCachedThreadPool(SnsPublisher::opener);

    private final SnsServiceClientConfiguration settings;
    private final SnsForms forms;
    private final Signer signer;
    private final Lines lines;
    private final Clock clock;

    SnsPublisher(SnsServiceClientConfiguration settings, Payloads payloads, Clock clock) {
        this(settings, payloads, clock, (SSLSocketFactory) SSLSocketFactory.getDefault(), DOUBTFUL_REST);
    }

    SnsPublisher(
            SnsServiceClientConfiguration settings,
            Payloads payloads,
            Clock clock,
            SSLSocketFactory secrecy,
            Duration doubtfulRest) {
        var address = address(settings);
        var path = address.getRawPath();
        this.settings = settings;
        this.forms = new SnsForms(payloads);
        this.signer = new Signer(
                address.getRawAuthority(),
                path == null || path.isEmpty() ? "/" : path,
                settings.region().id(),
                "sns");
        this.lines = new Lines(address, secrecy, CONNECT, ANSWER, MOST_REST, doubtfulRest);
        this.clock = clock;
    }

    private static Thread opener(Runnable task) {
        var thread = new Thread(task, "push-opener");
        thread.setDaemon(true);
        return thread;
    }

    private static URI address(SnsServiceClientConfiguration settings) {
        return SnsEndpointProvider.defaultProvider()
                .resolveEndpoint(asked -> {
                    asked.region(settings.region());
                    settings.endpointOverride().ifPresent(there -> asked.endpoint(there.toString()));
                })
                .join()
                .url();
    }

    List<Receipt> publish(List<Addressed> some) {
        AwsCredentialsIdentity who;
        try {
            who = settings.credentialsProvider().resolveIdentity().join();
        } catch (SdkException | CompletionException e) {
            LOG.errorf("Nothing to sign in to Amazon SNS with: %s", e.getMessage());
            return some.stream().map(one -> Receipt.AWAY).toList();
        }
        var pen = signer.pen(who, clock.instant());
        var calls = some.stream().map(one -> new Call(one, pen)).toList();
        calls.forEach(Call::askOnRestingLine);
        askOnNewLines(calls.stream().filter(Call::isUnasked).toList());
        return calls.stream().map(Call::receipt).toList();
    }

    private static void askOnNewLines(List<Call> calls) {
        if (calls.size() == 1) {
            calls.get(0).askOnNewLine();
            return;
        }
        var opened = calls.stream()
                .map(call -> CompletableFuture.runAsync(call::askOnNewLine, OPENERS))
                .toList();
        opened.forEach(CompletableFuture::join);
    }

    /** One message on its way. */
    private final class Call {

        private final byte @Nullable [] request;
        private final Traces.Step step;
        private @Nullable Line line;
        private long askedAt;

        Call(Addressed one, Signer.Pen pen) {
            request = forms.form(one).map(form -> request(form, pen)).orElse(null);
            step = Traces.call("Sns.Publish");
            step.fact("rpc.system", "aws-api");
            step.fact("rpc.service", "Sns");
            step.fact("rpc.method", "Publish");
        }

        private static byte[] request(SnsForms.Form form, Signer.Pen pen) {
            var head = pen.head(form.hash(), form.length()).getBytes(US_ASCII);
            var request = Arrays.copyOf(head, head.length + form.length());
            System.arraycopy(form.start(), 0, request, head.length, form.start().length);
            System.arraycopy(form.rest(), 0, request, request.length - form.rest().length, form.rest().length);
            return request;
        }

        boolean isUnasked() {
            return request != null && line == null;
        }

        void askOnRestingLine() {
            var resting = request == null ? null : lines.take();
            if (resting != null) {
                ask(resting);
            }
        }

        void askOnNewLine() {
            try {
                ask(lines.open());
            } catch (IOException e) {
                LOG.debugf("Amazon SNS: %s", e);
            }
        }

        /** What did not leave as a whole was surely not taken: it carries the digest of the whole. */
        private void ask(Line there) {
            try {
                there.ask(Objects.requireNonNull(request));
                askedAt = System.nanoTime();
                line = there;
            } catch (IOException e) {
                LOG.debugf("Amazon SNS: %s", e);
                there.close();
            }
        }

        Receipt receipt() {
            if (request == null) {
                return ended(Receipt.REFUSED);
            }
            var there = line;
            if (there == null) {
                return ended(Receipt.AWAY);
            }
            try {
                var answer = there.answer(askedAt + ANSWER.toNanos());
                if (answer.kept()) {
                    lines.giveBack(there);
                } else {
                    there.close();
                }
                return ended(SnsAnswers.receipt(answer));
            } catch (IOException e) {
                LOG.debugf("Amazon SNS: %s", e);
                there.close();
                return ended(Receipt.UNKNOWN);
            }
        }

        private Receipt ended(Receipt receipt) {
            if (receipt != Receipt.ACCEPTED) {
                step.failed(receipt.name().toLowerCase(Locale.ROOT));
            }
            step.end();
            return receipt;
        }
    }
}
