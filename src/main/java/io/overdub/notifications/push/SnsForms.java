package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is published, as Amazon SNS takes it: a form of its Query protocol. Most of what goes out says the same to many: what is the same
 * comes first, and is made once.
 */
final class SnsForms {

    private static final int MOST_KEPT = 64;

    private final Payloads payloads;
    private final Map<Said, Optional<Start>> starts = new LinkedHashMap<>(MOST_KEPT, 0.75F, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Said, Optional<Start>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    SnsForms(Payloads payloads) {
        this.payloads = payloads;
    }

    private record Said(Platform platform, Message message) {}

    /** @param text all but the endpoint @param digest of the text, to be cloned */
    private record Start(byte[] text, MessageDigest digest) {}

    /** @param hash the SHA-256 of both, one after the other */
    record Form(byte[] start, byte[] rest, byte[] hash) {

        int length() {
            return start.length + rest.length;
        }
    }

    /** Empty when it is too large. */
    Optional<Form> form(Addressed one) {
        return start(new Said(one.platform(), one.message())).map(start -> {
            var rest = encoded(one.endpoint()).getBytes(US_ASCII);
            var digest = clone(start.digest);
            digest.update(rest);
            return new Form(start.text, rest, digest.digest());
        });
    }

    private synchronized Optional<Start> start(Said said) {
        // Not computeIfAbsent: the eldest may go meanwhile.
        var known = starts.get(said);
        if (known == null) {
            known = payloads.envelope(said.platform, said.message).map(envelope -> start(said, envelope));
            starts.put(said, known);
        }
        return known;
    }

    private Start start(Said said, String envelope) {
        var text = new StringBuilder("Action=Publish&Version=2010-03-31&MessageStructure=json&Message=")
                .append(encoded(envelope));
        var place = 1;
        for (var attribute : attributes(said.platform, said.message).entrySet()) {
            var entry = "&MessageAttributes.entry." + place++;
            text.append(entry).append(".Name=").append(encoded(attribute.getKey()));
            text.append(entry).append(".Value.DataType=String");
            text.append(entry).append(".Value.StringValue=").append(encoded(attribute.getValue()));
        }
        var bytes = text.append("&TargetArn=").toString().getBytes(US_ASCII);
        var digest = Signer.digest();
        digest.update(bytes);
        return new Start(bytes, digest);
    }

    private Map<String, String> attributes(Platform platform, Message message) {
        var attributes = new LinkedHashMap<String, String>();
        var life = Long.toString(message.life().toSeconds());
        if (platform == Platform.ANDROID) {
            attributes.put("AWS.SNS.MOBILE.FCM.TTL", life);
            return attributes;
        }
        attributes.put("AWS.SNS.MOBILE." + (platform == Platform.IOS ? "APNS" : "APNS_SANDBOX") + ".TTL", life);
        attributes.put("AWS.SNS.MOBILE.APNS.PUSH_TYPE", "alert");
        attributes.put("AWS.SNS.MOBILE.APNS.PRIORITY", message.urgent() ? "10" : "5");
        attributes.put("AWS.SNS.MOBILE.APNS.COLLAPSE_ID", message.collapseKey());
        var topic = payloads.topic();
        if (topic != null) {
            attributes.put("AWS.SNS.MOBILE.APNS.TOPIC", topic);
        }
        return attributes;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static MessageDigest clone(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The SHA-256 of every Java platform can be cloned", e);
        }
    }
}
