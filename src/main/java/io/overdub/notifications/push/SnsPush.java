package io.overdub.notifications.push;

import io.overdub.kernel.EngineAway;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/**
 * Amazon SNS: an endpoint for each token, which SNS disables when Apple or Google say that the token is dead. It is enabled again only
 * when the device itself has just shown the token. No user data of ours is kept there: it would make two creations of one token differ.
 */
final class SnsPush implements Push {

    /** What else is refused is no fault of the device, which is not to be taken for dead. */
    private static final String ABOUT_TOKEN = "Token Reason";

    private static final Logger LOG = Logger.getLogger(SnsPush.class);
    private static final Pattern EXISTS = Pattern.compile("Endpoint (arn:\\S+) already exists with the same Token");
    private static final int CHECKS = 3;

    private final SnsClient sns;
    private final Map<Platform, String> applications;
    private final SnsPublisher publisher;

    /** @param sns must not try anything again by itself */
    SnsPush(SnsClient sns, Map<Platform, String> applications, SnsPublisher publisher) {
        this.sns = sns;
        this.applications = applications;
        this.publisher = publisher;
    }

    /** With the region, the credentials and the address of the client. */
    static SnsPush with(SnsClient configured, Map<Platform, String> applications, Payloads payloads, Clock clock) {
        var sns = withoutRetries(configured);
        return new SnsPush(sns, applications, new SnsPublisher(sns.serviceClientConfiguration(), payloads, clock));
    }

    private static SnsClient withoutRetries(SnsClient configured) {
        var settings = configured.serviceClientConfiguration();
        var builder = SnsClient.builder()
                .region(settings.region())
                .credentialsProvider(settings.credentialsProvider())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(SnsPublisher.CONNECT)
                        .socketTimeout(SnsPublisher.ANSWER))
                // Made anew: in a copy of the configured ones its own way of retrying wins.
                .overrideConfiguration(fresh -> fresh.retryStrategy(AwsRetryStrategy.doNotRetry()));
        settings.endpointOverride().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public Optional<String> present(Platform platform, String token, @Nullable String endpoint) {
        var application = applications.get(platform);
        if (application == null) {
            return Optional.empty();
        }
        try {
            var arn = Optional.ofNullable(endpoint).filter(known -> belongs(known, application));
            for (var check = 0; check < CHECKS; check++) {
                if (arn.isEmpty()) {
                    arn = create(application, token);
                    if (arn.isEmpty()) {
                        return Optional.empty();
                    }
                }
                arn = checked(arn.get(), token);
                if (arn.isPresent()) {
                    return arn;
                }
            }
            throw new EngineAway("Amazon SNS");
        } catch (SdkException e) {
            LOG.debugf("Amazon SNS: %s", e.getMessage());
            throw new EngineAway("Amazon SNS");
        }
    }

    @Override
    public Optional<String> renew(Platform platform, String token) {
        var application = applications.get(platform);
        if (application == null) {
            return Optional.empty();
        }
        try {
            return create(application, token).filter(this::isEnabled);
        } catch (SdkException e) {
            LOG.debugf("Amazon SNS: %s", e.getMessage());
            throw new EngineAway("Amazon SNS");
        }
    }

    /** What SNS had already for the token it answers as it is. */
    private boolean isEnabled(String arn) {
        return "true"
                .equalsIgnoreCase(sns.getEndpointAttributes(request -> request.endpointArn(arn))
                        .attributes()
                        .get("Enabled"));
    }

    /** The endpoint of another application is of no use: the platform of the device is not what it was. */
    private static boolean belongs(String endpoint, String application) {
        return endpoint.startsWith(application.replace(":app/", ":endpoint/") + "/");
    }

    /** Empty when it is no token. */
    private Optional<String> create(String application, String token) {
        try {
            return Optional.of(sns.createPlatformEndpoint(request ->
                            request.platformApplicationArn(application).token(token))
                    .endpointArn());
        } catch (InvalidParameterException e) {
            // The only place where SNS says which endpoint it is.
            var said = String.valueOf(e.getMessage());
            var exists = EXISTS.matcher(said);
            if (exists.find()) {
                return Optional.of(exists.group(1));
            }
            if (said.contains(ABOUT_TOKEN)) {
                return Optional.empty();
            }
            LOG.errorf("Amazon SNS refuses what we are set to: %s", said);
            throw e;
        } catch (NotFoundException e) {
            LOG.errorf("Amazon SNS does not know %s: %s", application, e.getMessage());
            throw e;
        }
    }

    /** The endpoint once it leads to the token and is enabled; empty when there is another one, or none, so that one is to be made. */
    private Optional<String> checked(String arn, String token) {
        try {
            var attributes = sns.getEndpointAttributes(request -> request.endpointArn(arn))
                    .attributes();
            if (!token.equals(attributes.get("Token")) || !"true".equalsIgnoreCase(attributes.get("Enabled"))) {
                sns.setEndpointAttributes(
                        request -> request.endpointArn(arn).attributes(Map.of("Token", token, "Enabled", "true")));
            }
            return Optional.of(arn);
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (InvalidParameterException e) {
            // Another endpoint has the token: this one is a leftover.
            retire(arn);
            return Optional.empty();
        }
    }

    @Override
    public void retire(String endpoint) {
        try {
            sns.deleteEndpoint(request -> request.endpointArn(endpoint));
        } catch (InvalidParameterException e) {
            LOG.debugf("It is no endpoint of Amazon SNS: %s", e.getMessage());
        } catch (SdkException e) {
            LOG.debugf("Amazon SNS: %s", e.getMessage());
            throw new EngineAway("Amazon SNS");
        }
    }

    @Override
    public Receipt send(Platform platform, String endpoint, Message message) {
        return sendAll(List.of(new Addressed(platform, endpoint, message))).get(0);
    }

    @Override
    public List<Receipt> sendAll(List<Addressed> some) {
        return publisher.publish(some);
    }
}
