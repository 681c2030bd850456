package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What Amazon SNS answers to a publish, in XML. */
final class SnsAnswers {

    private static final Logger LOG = Logger.getLogger(SnsAnswers.class);
    private static final String ID = "<MessageId>";

    private SnsAnswers() {}

    static Receipt receipt(Line.Answer answer) {
        if (answer.status() == 200) {
            // A 200 may hold an error.
            return isAccepted(new String(answer.body(), UTF_8)) ? Receipt.ACCEPTED : Receipt.UNKNOWN;
        }
        var text = new String(answer.body(), UTF_8);
        return receipt(
                answer.status(),
                answer.status() < 300 ? Optional.empty() : field(text, "Code"),
                field(text, "Message").orElse(""));
    }

    /** Read as text, for there are many: only where nothing but an element can look like one. */
    private static boolean isAccepted(String text) {
        var from = text.indexOf(ID) + ID.length();
        var end = text.indexOf("</MessageId>");
        return from >= ID.length()
                && from < end
                && text.contains("<PublishResult>")
                && text.stripTrailing().endsWith("</PublishResponse>")
                && !text.contains("<!");
    }

    private static Receipt receipt(int status, Optional<String> code, String message) {
        switch (code.orElse("")) {
            case "EndpointDisabled":
                return Receipt.DEAD;
            case "NotFound":
                return Receipt.GONE;
            case "InvalidParameter":
                if (message.contains("No endpoint found")) {
                    return Receipt.GONE;
                }
                LOG.errorf("Amazon SNS refuses a payload of ours: %s", message);
                return Receipt.REFUSED;
            case "Throttled":
                return Receipt.BUSY;
            case "PlatformApplicationDisabled":
                LOG.errorf("Apple or Google have revoked what Amazon SNS signs in with: %s", message);
                return Receipt.AWAY;
            default:
                break;
        }
        if (status == 429 || status == 503 || isThrottling(status, code.orElse(null))) {
            return Receipt.BUSY;
        }
        // An error of the server's own may have come before or after the deed.
        return status >= 500 || status < 300 ? Receipt.UNKNOWN : Receipt.AWAY;
    }

    /** It has many names, which the SDK knows. */
    private static boolean isThrottling(int status, @Nullable String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build()
                .isThrottlingException();
    }

    /** The text of the first element of this name; empty when there is none, or it is no XML up to there. */
    private static Optional<String> field(String xml, String name) {
        try {
            var reader = parser(xml);
            try {
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamReader.START_ELEMENT
                            && reader.getLocalName().equals(name)) {
                        return Optional.of(reader.getElementText());
                    }
                }
                return Optional.empty();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static XMLStreamReader parser(String xml) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new StringReader(xml));
    }
}
